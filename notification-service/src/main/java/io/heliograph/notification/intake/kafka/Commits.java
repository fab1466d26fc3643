package io.heliograph.notification.intake.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Commits how far the records were taken in: once a second, and before partitions go to somebody else. A commit for each batch would cost as much as a batch of a few records; what is
 * taken in again after a crash changes nothing. A commit that fails is made up for by the next one. Confined to the consumer's thread.
 */
final class Commits implements ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(Commits.class);
    private static final Duration WITHIN = Duration.ofSeconds(10);
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, OffsetAndMetadata> taken = new HashMap<>();
    private long lastNanos;

    Commits(Consumer<byte[], byte[]> consumer, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.nanoTime = nanoTime;
        this.lastNanos = nanoTime.getAsLong();
    }

    /** To be committed. */
    void taken(Progress progress) {
        taken.put(progress.partition(), new OffsetAndMetadata(progress.nextOffset()));
    }

    /** Does not wait for Kafka. */
    void commitWhenDue() {
        if (taken.isEmpty() || nanoTime.getAsLong() - lastNanos < INTERVAL.toNanos()) {
            return;
        }
        lastNanos = nanoTime.getAsLong();
        Map<TopicPartition, OffsetAndMetadata> due = Map.copyOf(taken);
        taken.clear();
        consumer.commitAsync(due, (offsets, failure) -> {
            if (failure instanceof RetriableCommitFailedException) {
                offsets.forEach(taken::putIfAbsent); // also when nothing follows
            }
            if (failure != null) {
                uncommitted(offsets.size(), failure);
            }
        });
    }

    /** Waits for Kafka, also for commits that are under way. */
    void commit() {
        try {
            consumer.commitSync(Map.copyOf(taken), WITHIN);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            uncommitted(taken.size(), e);
        }
        taken.clear();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commit();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // They are read from where they were committed.
    }

    /** Somebody else has them already, and may have come further. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        taken.keySet().removeAll(partitions);
    }

    private static void uncommitted(int partitions, Exception failure) {
        LOG.warnf("intake.uncommitted partitions=%d cause=%s", partitions, failure.toString());
    }
}
