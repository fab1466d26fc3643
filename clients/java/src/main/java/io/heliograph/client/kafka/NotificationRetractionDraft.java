package io.heliograph.client.kafka;

import io.cloudevents.core.builder.CloudEventBuilder;

/**
 * Takes a notification of this emitter's source back, docs/events.md §3.2: from whom it names, or, if nobody, from all in whose inboxes it is. Needs the {@linkplain #key key}
 * that the notification was sent with, unless both name the same first: otherwise it may overtake it.
 */
public final class NotificationRetractionDraft extends OwnDraft<NotificationRetractionDraft> {
    NotificationRetractionDraft(HeliographEmitter emitter, CloudEventBuilder event) {
        super(emitter, event);
    }

    /** Adds recipients; at most 1,000. */
    public NotificationRetractionDraft from(String... users) {
        return add("recipients", users);
    }

    /** Of what was sent to a feed's followers: from all who have it, whether they still follow or not. */
    public NotificationRetractionDraft fromFollowers(String feed) {
        return followersOf(feed);
    }

    /** Of what was sent to everyone. */
    public NotificationRetractionDraft fromEveryone() {
        return everyone();
    }

    @Override
    NotificationRetractionDraft self() {
        return this;
    }
}
