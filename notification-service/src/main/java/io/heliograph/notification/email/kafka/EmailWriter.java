package io.heliograph.notification.email.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.heliograph.contracts.event.Topic;
import io.heliograph.notification.publishing.kafka.AcknowledgedProducer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Writes requests to {@code heliograph.emails}, in binary mode, the recipient as key. Safe for concurrent use. */
public final class EmailWriter implements AutoCloseable {
    private final AcknowledgedProducer producer;
    private final Duration within;

    /**
     * @param producer nobody else's: what waits for this topic holds up no other
     * @param within how long an acknowledgement may take
     */
    public EmailWriter(AcknowledgedProducer producer, Duration within) {
        this.producer = producer;
        this.within = within;
    }

    /**
     * Returns when Kafka has acknowledged it. Blocks.
     *
     * @throws org.apache.kafka.common.KafkaException if it has not in time; it may be written nevertheless
     */
    public void publish(String recipient, CloudEvent event) {
        byte[] key = recipient.getBytes(StandardCharsets.UTF_8);
        producer.write(
                List.of(KafkaMessageFactory.createWriter(Topic.EMAILS.topicName(), key)
                        .writeBinary(event)),
                within);
    }

    @Override
    public void close() {
        producer.close();
    }
}
