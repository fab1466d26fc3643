package io.heliograph.feed.publishing.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.heliograph.contracts.event.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Writes what users did to {@code heliograph.activities}, where it is read as everybody else's. Blocks; safe for concurrent use. */
public final class ActivityEvents {
    private final AcknowledgedProducer producer;
    private final Duration within;

    public ActivityEvents(AcknowledgedProducer producer, Duration within) {
        this.producer = producer;
        this.within = within;
    }

    /**
     * Returns when Kafka has acknowledged it.
     *
     * @param feed its first one
     * @throws org.apache.kafka.common.KafkaException if it has not in time; writing it again is safe
     */
    public void write(CloudEvent event, String feed) {
        producer.write(
                List.of(KafkaMessageFactory.createWriter(
                                Topic.ACTIVITIES.topicName(), feed.getBytes(StandardCharsets.UTF_8))
                        .writeBinary(event)),
                within);
    }
}
