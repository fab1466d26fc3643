package io.heliograph.feed.publishing.kafka;

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

/** Writes records and waits until Kafka has them. Blocks; safe for concurrent use. */
public final class AcknowledgedProducer implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;

    /** @param producer idempotent, with {@code acks=all} */
    public AcknowledgedProducer(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Returns when all records are acknowledged.
     *
     * @throws KafkaException if one is not in time; it may be written nevertheless
     */
    public void write(List<ProducerRecord<byte[], byte[]>> records, Duration within) {
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        long deadlineNanos = System.nanoTime() + within.toNanos();
        sent.forEach(future -> await(future, deadlineNanos - System.nanoTime()));
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

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
