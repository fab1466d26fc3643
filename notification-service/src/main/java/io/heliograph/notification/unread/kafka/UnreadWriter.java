package io.heliograph.notification.unread.kafka;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.heliograph.contracts.event.SignalEvent;
import io.heliograph.contracts.event.Topic;
import io.heliograph.notification.publishing.kafka.AcknowledgedProducer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes counts to {@code heliograph.signals}, in binary mode, the channel as key. Safe for concurrent use. */
public final class UnreadWriter {
    private final AcknowledgedProducer producer;
    private final Duration within;

    /** @param within how long an acknowledgement may take */
    public UnreadWriter(AcknowledgedProducer producer, Duration within) {
        this.producer = producer;
        this.within = within;
    }

    /**
     * Returns when Kafka has acknowledged it. Blocks.
     *
     * @throws org.apache.kafka.common.KafkaException if it has not in time; it may be written nevertheless
     */
    public void publish(SignalEvent signal) {
        producer.write(List.of(toRecord(signal)), within);
    }

    private static ProducerRecord<byte[], byte[]> toRecord(SignalEvent signal) {
        byte[] key = signal.channel().value().getBytes(StandardCharsets.UTF_8);
        return KafkaMessageFactory.createWriter(Topic.SIGNALS.topicName(), key).writeBinary(signal.toCloudEvent());
    }
}
