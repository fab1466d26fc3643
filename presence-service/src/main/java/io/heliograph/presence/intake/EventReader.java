package io.heliograph.presence.intake;

import io.cloudevents.CloudEvent;

/** Reads the events of one topic. Safe for concurrent use. */
public interface EventReader<E> {
    /** @param key of the record */
    Reading<E> read(CloudEvent event, String key);
}
