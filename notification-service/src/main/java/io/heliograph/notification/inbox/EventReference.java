package io.heliograph.notification.inbox;

import java.util.UUID;

/** Which event of which producer: the source and the id of a CloudEvent, which together are its identity. */
public record EventReference(String source, String id) {
    /** The same for the same event: what notifications of one event have in common. */
    public UUID uuid() {
        return NamedUuid.of(source, id);
    }
}
