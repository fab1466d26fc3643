package io.heliograph.notification.publishing.kafka;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.event.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes publications to {@code heliograph.publications}, in binary mode, the channel as key. Safe for concurrent use. */
public final class PublicationWriter {
    private final AcknowledgedProducer producer;

    public PublicationWriter(AcknowledgedProducer producer) {
        this.producer = producer;
    }

    /**
     * Returns when Kafka has acknowledged them. Blocks.
     *
     * @throws org.apache.kafka.common.KafkaException if it has not in time; publishing again is safe
     */
    public void publish(List<PublicationEvent> publications, Duration within) {
        producer.write(publications.stream().map(PublicationWriter::toRecord).toList(), within);
    }

    static ProducerRecord<byte[], byte[]> toRecord(PublicationEvent publication) {
        byte[] key = publication.channel().value().getBytes(StandardCharsets.UTF_8);
        return KafkaMessageFactory.createWriter(Topic.PUBLICATIONS.topicName(), key)
                .writeBinary(publication.toCloudEvent());
    }
}
