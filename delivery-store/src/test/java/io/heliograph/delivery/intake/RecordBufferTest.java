package io.heliograph.delivery.intake;

import static io.heliograph.delivery.testing.Events.plain;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RecordBufferTest {
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final RecordBuffer buffer = new RecordBuffer(new BatchBounds(3, 100), wakeUps::incrementAndGet);

    @Test
    void dropsWhatThePollerBringsBeforeItHasGoneWhereTheWorkerStarts() throws InterruptedException {
        buffer.add(List.of(of(1, "early")));
        buffer.startAt(7);
        buffer.add(List.of(of(2, "early")));
        long start = buffer.takeStart().orElseThrow();
        buffer.add(List.of(of(7, "due")));

        assertThat(start).isEqualTo(7);
        assertThat(wakeUps).hasValue(1);
        assertThat(buffer.takeStart()).isEmpty();
        assertThat(buffer.take()).extracting(ConsumerRecord::offset).containsExactly(7L);
    }

    @Test
    void handsOutBatchesWithinTheirBounds() throws InterruptedException {
        running();
        buffer.add(List.of(
                of(0, "x"),
                of(1, "x"),
                of(2, "x"),
                of(3, "x".repeat(500)),
                of(4, "x".repeat(60)),
                of(5, "x".repeat(60))));

        assertThat(buffer.take()).hasSize(3);
        assertThat(buffer.take()).extracting(ConsumerRecord::offset).containsExactly(3L);
        assertThat(buffer.take()).extracting(ConsumerRecord::offset).containsExactly(4L);
        assertThat(buffer.take()).extracting(ConsumerRecord::offset).containsExactly(5L);
    }

    @Test
    void wantsNothingMoreThanABatchAndSaysWhenItDoesAgain() throws InterruptedException {
        running();
        buffer.add(List.of(of(0, "x"), of(1, "x")));
        boolean before = buffer.wantsRecords();
        buffer.add(List.of(of(2, "x")));
        boolean full = buffer.wantsRecords();
        int wakeUpsBefore = wakeUps.get();

        buffer.take();

        assertThat(before).isTrue();
        assertThat(full).isFalse();
        assertThat(buffer.wantsRecords()).isTrue();
        assertThat(wakeUps.get()).isEqualTo(wakeUpsBefore + 1);
    }

    @Test
    void forgetsEverythingWhenTheWorkerStartsOver() throws InterruptedException {
        running();
        buffer.add(List.of(of(0, "x")));

        buffer.stop();
        buffer.add(List.of(of(1, "x")));
        buffer.startAt(0);
        buffer.takeStart();
        buffer.add(List.of(of(0, "again")));

        assertThat(buffer.take()).extracting(ConsumerRecord::offset).containsExactly(0L);
    }

    @Test
    void saysOnceHowFarTheWorkerIsDone() {
        running();
        buffer.done(3);
        buffer.done(5);

        assertThat(buffer.takeDone()).hasValue(5);
        assertThat(buffer.takeDone()).isEmpty();
    }

    @Test
    void waitsNoLongerThanItIsTold() throws InterruptedException {
        running();

        assertThat(buffer.take(Duration.ofMillis(1))).isEmpty();
        assertThat(buffer.isClosed()).isFalse();
    }

    @Test
    void givesNothingOnceClosed() throws InterruptedException {
        running();
        buffer.add(List.of(of(0, "x")));

        buffer.close();
        buffer.startAt(0);

        assertThat(buffer.take()).isEmpty();
        assertThat(buffer.takeStart()).isEmpty();
        assertThat(buffer.wantsRecords()).isFalse();
        assertThat(buffer.isClosed()).isTrue();
    }

    private void running() {
        buffer.startAt(0);
        buffer.takeStart();
    }

    private static ConsumerRecord<byte[], byte[]> of(long offset, String value) {
        return plain(0, offset, "", value);
    }
}
