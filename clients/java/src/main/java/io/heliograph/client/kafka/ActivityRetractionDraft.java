package io.heliograph.client.kafka;

import io.cloudevents.core.builder.CloudEventBuilder;

/**
 * Takes an activity of this emitter's source back, docs/events.md §3.3. Required: {@link #from}. Needs the {@linkplain #key key} that the activity was sent with, unless both
 * name the same feed first: otherwise it may overtake it.
 */
public final class ActivityRetractionDraft extends OwnDraft<ActivityRetractionDraft> {
    ActivityRetractionDraft(HeliographEmitter emitter, CloudEventBuilder event) {
        super(emitter, event);
    }

    /** Adds feeds of the activity; at most 20. */
    public ActivityRetractionDraft from(String... feeds) {
        return add("feeds", feeds);
    }

    @Override
    ActivityRetractionDraft self() {
        return this;
    }
}
