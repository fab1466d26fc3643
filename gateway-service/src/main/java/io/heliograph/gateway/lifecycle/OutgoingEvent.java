package io.heliograph.gateway.lifecycle;

import io.cloudevents.CloudEvent;

/**
 * An event and the Kafka key under which it goes.
 *
 * @param onWritten called once Kafka has it, on a thread that may block for a moment
 */
public record OutgoingEvent(String key, CloudEvent event, Runnable onWritten) {

    /** One that nobody waits for. */
    public OutgoingEvent(String key, CloudEvent event) {
        this(key, event, () -> {});
    }
}
