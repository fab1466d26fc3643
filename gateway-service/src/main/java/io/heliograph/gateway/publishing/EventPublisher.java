package io.heliograph.gateway.publishing;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.Topic;
import java.util.concurrent.CompletionStage;

/** Writes events to Kafka in binary mode. Safe for concurrent use; completes on any thread. */
public interface EventPublisher {

    /** Completes when Kafka has acknowledged it ({@code acks=all}); fails with {@link PublishingUnavailableException} when it did not in time. */
    CompletionStage<Written> publish(Topic topic, String key, CloudEvent event);

    record Written(String topic, int partition, long offset) {}
}
