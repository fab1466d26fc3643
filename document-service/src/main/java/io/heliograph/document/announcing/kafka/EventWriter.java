package io.heliograph.document.announcing.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.heliograph.contracts.event.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Writes events and waits for Kafka. Blocks; safe for concurrent use. */
public final class EventWriter {
    private final Producer<byte[], byte[]> producer;
    private final Duration within;

    /** @param key decides the partition, and so the order */
    public record KeyedEvent(String key, CloudEvent event) {}

    /** @param producer idempotent, with {@code acks=all} */
    public EventWriter(Producer<byte[], byte[]> producer, Duration within) {
        this.producer = producer;
        this.within = within;
    }

    /**
     * Returns when Kafka has acknowledged all of them.
     *
     * @throws KafkaException if it has not in time; any of them may have been written
     */
    public void write(Topic topic, List<KeyedEvent> events) {
        List<Future<RecordMetadata>> sent = events.stream()
                .map(event -> producer.send(record(topic, event)))
                .toList();
        long deadlineNanos = System.nanoTime() + within.toNanos();
        sent.forEach(future -> await(future, deadlineNanos - System.nanoTime()));
    }

    private static ProducerRecord<byte[], byte[]> record(Topic topic, KeyedEvent event) {
        return KafkaMessageFactory.createWriter(topic.topicName(), event.key().getBytes(StandardCharsets.UTF_8))
                .writeBinary(event.event());
    }

    private static void await(Future<RecordMetadata> future, long nanos) {
        try {
            future.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("no acknowledgement in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }
}
