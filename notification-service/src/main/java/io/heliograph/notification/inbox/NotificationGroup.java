package io.heliograph.notification.inbox;

import java.util.Optional;
import java.util.UUID;

/** Notifications that may be shown as a stack, docs/events.md §3.1. */
public record NotificationGroup(String name) {
    public static final int MAX_LENGTH = 200;

    /** The group, or empty when no notification can have it. */
    public static Optional<NotificationGroup> parse(String name) {
        int length = name.codePointCount(0, name.length());
        return 1 <= length && length <= MAX_LENGTH ? Optional.of(new NotificationGroup(name)) : Optional.empty();
    }

    /** The same for the same name, in all inboxes. */
    public UUID uuid() {
        return NamedUuid.of("group", name); // one name behind a fixed one: nothing in it can be taken for another
    }
}
