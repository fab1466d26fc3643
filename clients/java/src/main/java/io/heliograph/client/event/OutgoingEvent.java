package io.heliograph.client.event;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.Topic;

/**
 * An event that its consumer can take.
 *
 * @param key decides the order and, on {@code heliograph.publications} and {@code heliograph.signals}, is the channel
 */
public record OutgoingEvent(CloudEvent event, Topic topic, String key) {}
