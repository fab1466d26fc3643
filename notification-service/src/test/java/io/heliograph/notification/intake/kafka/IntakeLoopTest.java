package io.heliograph.notification.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.contracts.event.Topic;
import io.heliograph.notification.intake.RetrySchedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntakeLoopTest {
    private static final TopicPartition FIRST = new TopicPartition(Topic.NOTIFICATIONS.topicName(), 0);
    private static final TopicPartition SECOND = new TopicPartition(Topic.NOTIFICATIONS.topicName(), 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final RetrySchedule retries = new RetrySchedule(Duration.ofMillis(1), Duration.ofMillis(5));
    private final IntakeLoop loop = new IntakeLoop(() -> consumer, new PartitionIntake(this::take), retries);

    @BeforeEach
    void assignPartitions() {
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(FIRST, SECOND));
            consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
        });
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void commitsWhatWasTakenIn() {
        loop.start();
        arrive(List.of(record(FIRST, 0), record(FIRST, 1), record(SECOND, 0)));

        awaitCommitted(FIRST, 2);
        awaitCommitted(SECOND, 1);
        assertThat(taken).containsExactlyInAnyOrder("0:0", "0:1", "1:0").containsSubsequence("0:0", "0:1");
    }

    @Test
    void triesARecordAgainUntilItSucceedsAndLetsNoneOvertakeIt() {
        failing.add("0:1");
        loop.start();
        arrive(List.of(record(FIRST, 0), record(FIRST, 1), record(FIRST, 2), record(SECOND, 0)));

        awaitCommitted(SECOND, 1);
        awaitCommitted(FIRST, 1);
        await().until(retries::isWaiting);
        assertThat(taken).doesNotContain("0:2");

        failing.clear();
        arrive(List.of(record(FIRST, 1), record(FIRST, 2))); // the mock forgets what it handed out, a broker does not

        awaitCommitted(FIRST, 3);
        assertThat(taken.stream().filter(name -> name.startsWith("0:"))).containsExactly("0:0", "0:1", "0:2");
        assertThat(retries.isWaiting()).isFalse();
    }

    @Test
    void goesOnAfterAFailureOfTheConsumer() {
        consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("not now")));
        loop.start();
        arrive(List.of(record(FIRST, 0)));

        awaitCommitted(FIRST, 1);
        assertThat(loop.isAlive()).isTrue();
    }

    @Test
    void isNoLongerAliveAfterItWasClosed() {
        loop.start();
        await().until(loop::isAlive);

        loop.close();

        assertThat(loop.isAlive()).isFalse();
        assertThat(consumer.closed()).isTrue();
    }

    private int take(List<ConsumerRecord<byte[], byte[]>> waiting) {
        ConsumerRecord<byte[], byte[]> record = waiting.getFirst();
        String name = record.partition() + ":" + record.offset();
        if (failing.contains(name)) {
            throw new IllegalStateException("the store is away");
        }
        taken.add(name);
        return 1;
    }

    private void arrive(List<ConsumerRecord<byte[], byte[]>> records) {
        consumer.schedulePollTask(() -> records.forEach(consumer::addRecord));
    }

    private void awaitCommitted(TopicPartition partition, long offset) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(consumer.committed(Set.of(partition)).get(partition))
                                .isEqualTo(new OffsetAndMetadata(offset)));
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, new byte[0]);
    }
}
