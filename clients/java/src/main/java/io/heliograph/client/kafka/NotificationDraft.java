package io.heliograph.client.kafka;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.event.EventAttribute;

/** Who is to know what, docs/events.md §3.1. Required: {@link #title}, and one of {@link #to}, {@link #toFollowers} and {@link #toEveryone}. */
public final class NotificationDraft extends OwnDraft<NotificationDraft> {
    NotificationDraft(HeliographEmitter emitter, CloudEventBuilder event) {
        super(emitter, event);
    }

    /** Adds recipients; at most 1,000. */
    public NotificationDraft to(String... users) {
        return add("recipients", users);
    }

    /**
     * To whoever follows the feed when it is read, however many.
     *
     * @param feed the part of its channel after {@code feed:}
     */
    public NotificationDraft toFollowers(String feed) {
        return followersOf(feed);
    }

    /** To the open screens of everyone who is signed in, and into no inbox. */
    public NotificationDraft toEveryone() {
        return everyone();
    }

    public NotificationDraft title(String title) {
        return put("title", title);
    }

    public NotificationDraft body(String body) {
        return put("body", body);
    }

    /** A path, or an {@code https} URL. */
    public NotificationDraft url(String url) {
        return put("url", url);
    }

    public NotificationDraft category(String category) {
        return put("category", category);
    }

    /** {@code low}, {@code normal} (if left out), {@code high} or {@code critical}. */
    public NotificationDraft priority(String priority) {
        return put("priority", priority);
    }

    /** Notifications of a group may be shown as a stack. */
    public NotificationDraft group(String group) {
        return put("group", group);
    }

    /** Up to 255 characters; a recipient sees only the newest notification of a key. All of them need the same {@link #key}. */
    public NotificationDraft collapseKey(String key) {
        return with(EventAttribute.COLLAPSE_KEY, key);
    }

    public NotificationDraft actor(String id, String name) {
        return data(data -> data.putObject("actor").put("id", id).put("name", name));
    }

    @Override
    NotificationDraft self() {
        return this;
    }
}
