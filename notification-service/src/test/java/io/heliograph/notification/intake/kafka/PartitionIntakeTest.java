package io.heliograph.notification.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionIntakeTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    private final List<Long> taken = new CopyOnWriteArrayList<>();

    @Test
    void takesTheRecordsOfAKeyInTheirOrder() throws InterruptedException {
        var intake = intake(record -> taken.add(record.offset()));

        Progress progress = intake.take(
                PARTITION, List.of(record(5, "a"), record(6, "a"), record(7, "b"), record(8, "a")), () -> false);

        assertThat(progress.nextOffset()).isEqualTo(9);
        assertThat(progress.failure()).isEmpty();
        assertThat(taken).containsExactlyInAnyOrder(5L, 6L, 7L, 8L).containsSubsequence(5L, 6L, 8L);
    }

    @Test
    void takesThoseOfOtherKeysMeanwhile() throws InterruptedException {
        var other = new CountDownLatch(1);
        var intake = intake(record -> {
            if (record.offset() == 5) {
                awaitIn(other);
            } else {
                other.countDown();
            }
            taken.add(record.offset());
        });

        intake.take(PARTITION, List.of(record(5, "a"), record(6, "b")), () -> false);

        assertThat(taken).containsExactlyInAnyOrder(5L, 6L);
    }

    @Test
    void goesBackToTheFirstThatFailedAndLetsNoneOfItsKeyOvertakeIt() throws InterruptedException {
        var intake = intake(record -> {
            if (record.offset() == 6) {
                throw new IllegalStateException("away");
            }
            taken.add(record.offset());
        });

        Progress progress = intake.take(
                PARTITION, List.of(record(5, "a"), record(6, "a"), record(7, "a"), record(8, "b")), () -> false);

        assertThat(progress.nextOffset()).isEqualTo(6);
        assertThat(progress.failure()).get().isInstanceOf(IllegalStateException.class);
        assertThat(taken).containsExactlyInAnyOrder(5L, 8L);
    }

    @Test
    void goesBackToWhatWasNotBegunWhenTheProcessEnds() throws InterruptedException {
        var intake = intake(record -> taken.add(record.offset()));

        Progress progress = intake.take(PARTITION, List.of(record(5, "a"), record(6, "a")), () -> taken.contains(5L));

        assertThat(progress.nextOffset()).isEqualTo(6);
        assertThat(progress.failure()).isEmpty();
    }

    @Test
    void goesOnBehindThoseThatWereTakenInTogether() throws InterruptedException {
        var intake = new PartitionIntake(waiting -> {
            waiting.stream().limit(2).map(ConsumerRecord::offset).forEach(taken::add);
            return Math.min(2, waiting.size());
        });

        Progress progress =
                intake.take(PARTITION, List.of(record(5, "a"), record(6, "a"), record(7, "a")), () -> false);

        assertThat(progress.nextOffset()).isEqualTo(8);
        assertThat(taken).containsExactly(5L, 6L, 7L);
    }

    private static PartitionIntake intake(Consumer<ConsumerRecord<byte[], byte[]>> ofOne) {
        return new PartitionIntake(waiting -> {
            ofOne.accept(waiting.getFirst());
            return 1;
        });
    }

    private static void awaitIn(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody else came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String key) {
        return new ConsumerRecord<>("t", 0, offset, key.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }
}
