package io.heliograph.client.kafka;

import io.cloudevents.core.builder.CloudEventBuilder;

/** What somebody did, docs/events.md §3.3. Required: {@link #actor}, {@link #verb}, {@link #object} and {@link #feeds}. */
public final class ActivityDraft extends OwnDraft<ActivityDraft> {
    ActivityDraft(HeliographEmitter emitter, CloudEventBuilder event) {
        super(emitter, event);
    }

    public ActivityDraft actor(String id) {
        return data(data -> data.putObject("actor").put("id", id));
    }

    public ActivityDraft actor(String id, String name) {
        return data(data -> data.putObject("actor").put("id", id).put("name", name));
    }

    public ActivityDraft verb(String verb) {
        return put("verb", verb);
    }

    public ActivityDraft object(String type, String id) {
        return data(data -> data.putObject("object").put("type", type).put("id", id));
    }

    public ActivityDraft object(String type, String id, String title) {
        return data(
                data -> data.putObject("object").put("type", type).put("id", id).put("title", title));
    }

    /** Adds feeds, each the part of its channel after {@code feed:}; at most 20. */
    public ActivityDraft feeds(String... feeds) {
        return add("feeds", feeds);
    }

    public ActivityDraft content(String content) {
        return put("content", content);
    }

    @Override
    ActivityDraft self() {
        return this;
    }
}
