package io.heliograph.gateway.lifecycle;

import io.cloudevents.CloudEvent;

/** An event and the Kafka key under which it goes. */
public record OutgoingEvent(String key, CloudEvent event) {}
