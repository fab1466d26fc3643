package io.heliograph.feed.activity;

import java.util.UUID;

/** Which event of which producer: the source and the id of a CloudEvent, which together are its identity. */
public record EventReference(String source, String id) {
    /** The id of what the event makes; the same for the same event. */
    public UUID uuid() {
        return NamedUuid.of(source, id);
    }
}
