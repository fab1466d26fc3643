package io.heliograph.notification.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.event.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitsTest {
    private static final TopicPartition FIRST = new TopicPartition(Topic.NOTIFICATIONS.topicName(), 0);
    private static final TopicPartition SECOND = new TopicPartition(Topic.NOTIFICATIONS.topicName(), 1);

    private final Failing consumer = new Failing();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // it wraps within the test
    private final Commits commits = new Commits(consumer, now::get);

    @BeforeEach
    void assignPartitions() {
        consumer.assign(List.of(FIRST, SECOND));
    }

    @Test
    void commitsOnceAnInterval() {
        commits.taken(progress(FIRST, 5));
        commits.commitWhenDue();
        assertThat(committed()).isEmpty();

        now.addAndGet(Commits.INTERVAL.toNanos());
        commits.taken(progress(FIRST, 7));
        commits.commitWhenDue();
        assertThat(committed()).containsExactly(Map.entry(FIRST, 7L));

        commits.taken(progress(SECOND, 1));
        commits.commitWhenDue();
        assertThat(committed()).doesNotContainKey(SECOND);
    }

    @Test
    void commitsBeforePartitionsGo() {
        commits.taken(progress(FIRST, 5));

        commits.onPartitionsRevoked(List.of(FIRST));

        assertThat(committed()).containsExactly(Map.entry(FIRST, 5L));
    }

    @Test
    void doesNotCommitWhatSomebodyElseHas() {
        commits.taken(progress(FIRST, 5));
        commits.taken(progress(SECOND, 6));

        commits.onPartitionsLost(List.of(FIRST));
        commits.commit();

        assertThat(committed()).containsExactly(Map.entry(SECOND, 6L));
    }

    @Test
    void commitsAgainWhatKafkaDidNotTake() {
        commits.taken(progress(FIRST, 5));
        commits.taken(progress(SECOND, 1));
        consumer.failure = new RetriableCommitFailedException("not now");
        now.addAndGet(Commits.INTERVAL.toNanos());
        commits.commitWhenDue();
        assertThat(consumer.failed).isEqualTo(1);

        commits.taken(progress(FIRST, 6));
        consumer.failure = null;
        now.addAndGet(Commits.INTERVAL.toNanos());
        commits.commitWhenDue();

        assertThat(committed()).containsOnly(Map.entry(FIRST, 6L), Map.entry(SECOND, 1L));
    }

    @Test
    void leavesToItsNewOwnerWhatWasRefused() {
        commits.taken(progress(FIRST, 5));
        consumer.failure = new CommitFailedException();
        now.addAndGet(Commits.INTERVAL.toNanos());
        commits.commitWhenDue();
        assertThat(consumer.failed).isEqualTo(1);

        consumer.failure = null;
        now.addAndGet(Commits.INTERVAL.toNanos());
        commits.commitWhenDue();

        assertThat(committed()).isEmpty();
    }

    private static final class Failing extends MockConsumer<byte[], byte[]> {
        private @Nullable Exception failure;
        private int failed;

        Failing() {
            super("earliest");
        }

        @Override
        public synchronized void commitAsync(
                Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
            if (failure == null) {
                super.commitAsync(offsets, callback);
            } else {
                failed++;
                callback.onComplete(offsets, failure);
            }
        }
    }

    private static Progress progress(TopicPartition partition, long next) {
        return new Progress(partition, next, Optional.empty());
    }

    private Map<TopicPartition, Long> committed() {
        Map<TopicPartition, OffsetAndMetadata> offsets = consumer.committed(Set.of(FIRST, SECOND));
        return offsets.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }
}
