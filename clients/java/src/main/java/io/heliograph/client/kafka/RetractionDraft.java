package io.heliograph.client.kafka;

import io.cloudevents.core.builder.CloudEventBuilder;

/**
 * Takes an event of this emitter's source back, docs/events.md §3.2 and §3.3. Needs the {@linkplain #key key} that the event was sent with, unless both
 * name the same recipient, or feed, first: otherwise it may overtake it.
 */
public final class RetractionDraft extends OwnDraft<RetractionDraft> {
    private final String from;

    /** @param from the member that says from whom */
    RetractionDraft(HeliographEmitter emitter, CloudEventBuilder event, String source, String retracted, String from) {
        super(emitter, event);
        this.from = from;
        data(data -> data.putObject("retracts").put("source", source).put("id", retracted));
    }

    /** Adds recipients of the notification, or feeds of the activity. */
    public RetractionDraft from(String... names) {
        return add(from, names);
    }

    @Override
    RetractionDraft self() {
        return this;
    }
}
