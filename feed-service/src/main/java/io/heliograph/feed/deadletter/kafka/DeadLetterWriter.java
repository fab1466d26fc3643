package io.heliograph.feed.deadletter.kafka;

import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.event.Topic;
import io.heliograph.feed.deadletter.DeadLetter;
import io.heliograph.feed.publishing.kafka.AcknowledgedProducer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Sets records aside on {@code heliograph.activities.dead-letters}. Safe for concurrent use. */
public final class DeadLetterWriter {
    private static final String TOPIC = Topic.ACTIVITIES.deadLetters();

    private final AcknowledgedProducer producer;

    public DeadLetterWriter(AcknowledgedProducer producer) {
        this.producer = producer;
    }

    /**
     * Returns when Kafka has acknowledged it. Blocks. A record so large that the headers make it too large is set aside
     * without its content: it can still be read where it stands, and waiting would stop all that follow it.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka has not acknowledged it in time
     */
    public void write(ConsumerRecord<byte[], byte[]> record, Rejection rejection, Duration within) {
        DeadLetter letter = new DeadLetter(rejection, record.topic(), record.partition(), record.offset());
        try {
            producer.write(List.of(withContent(record, letter)), within);
        } catch (RecordTooLargeException _) {
            producer.write(List.of(withoutContent(letter)), within);
        }
    }

    static ProducerRecord<byte[], byte[]> withContent(ConsumerRecord<byte[], byte[]> record, DeadLetter letter) {
        Headers headers = new RecordHeaders(record.headers().toArray());
        addTo(headers, letter);
        return new ProducerRecord<>(TOPIC, null, null, record.key(), record.value(), headers);
    }

    private static ProducerRecord<byte[], byte[]> withoutContent(DeadLetter letter) {
        Headers headers = new RecordHeaders();
        addTo(headers, letter);
        return new ProducerRecord<>(TOPIC, null, null, null, null, headers);
    }

    private static void addTo(Headers headers, DeadLetter letter) {
        letter.headers().forEach((name, value) -> {
            headers.remove(name); // of an earlier life, if the record was sent again as it was
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        });
    }
}
