package io.heliograph.delivery.append;

import static io.heliograph.delivery.testing.Events.NOON;
import static io.heliograph.delivery.testing.Events.binary;
import static io.heliograph.delivery.testing.Events.event;
import static io.heliograph.delivery.testing.Events.plain;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.delivery.deadletter.DeadLetter;
import io.heliograph.delivery.dependency.Dependency;
import io.heliograph.delivery.dependency.DependencyException;
import io.heliograph.delivery.dependency.DependencyStates;
import io.heliograph.delivery.intake.BatchBounds;
import io.heliograph.delivery.intake.PartitionPauses;
import io.heliograph.delivery.intake.RecordBuffer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One partition of one, so that every channel belongs to it. What the worker does is written down in {@link #story}. */
class PartitionWorkerTest {
    private static final TopicPartition PARTITION = new TopicPartition("heliograph.publications", 0);

    private final List<String> story = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final FakeLog log = new FakeLog();
    private final Deque<RuntimeException> deadLetterFailures = new ArrayDeque<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RecordBuffer buffer = new RecordBuffer(new BatchBounds(100, 100_000), () -> {});
    private final Thread worker = Thread.ofVirtual()
            .unstarted(new PartitionWorker(
                    PARTITION,
                    buffer,
                    new PartitionWorker.Ports(
                            new RecordReader(ChannelKinds.defaults(), 1),
                            log,
                            _ -> 40,
                            () -> story.add("ensure days"),
                            this::bury,
                            receipts -> receipts.forEach(receipt -> told.add(receipt.type())),
                            awaited -> awaited.forEach(publication ->
                                    told.add("await " + publication.position().offset())),
                            new Routes(),
                            new DependencyStates(),
                            () -> NOON),
                    new AppendMetrics(meters),
                    new PartitionPauses(Topic.PUBLICATIONS, meters)));

    @AfterEach
    void end() throws InterruptedException {
        buffer.close();
        worker.join(Duration.ofSeconds(5));
    }

    @Test
    void readsTheCheckpointThenHasThePodsCompareThenConsumes() {
        log.checkpoint = OptionalLong.of(7);

        worker.start();
        bring(start(), List.of(record(7, "a"), record(8, "b")));

        tells("read 7", "compare", "append 7-9 a b", "route 2");
    }

    @Test
    void beginsWhereTheLogBeginsOnTheFirstAssignmentEver() {
        worker.start();

        assertThat(start()).isEqualTo(40);
        tells("insert 40", "read 40", "compare");
    }

    @Test
    void startsOverWithAnotherNoticeWhenItIsFenced() {
        log.checkpoint = OptionalLong.of(7);
        log.outcomes.add(batch -> {
            log.checkpoint = OptionalLong.of(8);
            return new AppendOutcome.Fenced();
        });

        worker.start();
        bring(start(), List.of(record(7, "a"), record(8, "b")));
        bring(start(), List.of(record(8, "b")));

        tells("read 7", "compare", "append 7-9 a b", "read 8", "compare", "append 8-9 b", "route 1");
        assertThat(meters.counter("heliograph.fenced").count()).isEqualTo(1);
    }

    @Test
    void startsOverWithAnotherNoticeWhenItDoesNotKnowWhetherItCommitted() {
        log.checkpoint = OptionalLong.of(7);
        log.outcomes.add(_ -> {
            log.checkpoint = OptionalLong.of(8); // it had
            throw away();
        });

        worker.start();
        bring(start(), List.of(record(7, "a")));
        bring(start(), List.of(record(8, "b")));

        tells("read 7", "compare", "append 7-8 a", "read 8", "compare", "append 8-9 b", "route 1");
    }

    @Test
    void waitsForTheDatabaseBeforeItTellsAnyoneAnything() {
        log.checkpoint = OptionalLong.of(7);
        log.failingReads.set(2);

        worker.start();

        assertThat(start()).isEqualTo(7);
        tells("read failed", "read failed", "read 7", "compare");
    }

    @Test
    void tellsProducersWhatTheyWantToKnow() {
        log.checkpoint = OptionalLong.of(7);
        var wished = record(7, "a");
        wished.headers().add("ce_receipt", "all".getBytes(UTF_8));
        var rejected = record(9, "c");
        rejected.headers().remove("ce_time");
        var silent = record(10, "d");
        silent.headers().remove("ce_time").add("ce_receipt", "none".getBytes(UTF_8));

        worker.start();
        bring(start(), List.of(wished, record(8, "b"), rejected, silent));

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(told).containsExactly(EventType.RECEIPT_REJECTED, EventType.RECEIPT_ACCEPTED));
    }

    @Test
    void awaitsTheDeliveryOfWhatGoesToAUserWhenItsSourceAsksForIt() {
        log.checkpoint = OptionalLong.of(7);
        var wished = binary(0, 7, event("a", "user:42"));
        wished.headers().add("ce_receipt", "all".getBytes(UTF_8));

        worker.start();
        bring(start(), List.of(wished, binary(0, 8, event("b", "user:42"))));

        Awaitility.await().untilAsserted(() -> assertThat(told).containsExactly("await 1", EventType.RECEIPT_ACCEPTED));
    }

    @Test
    void hasADeadLetterAcknowledgedBeforeItsBatchCommits() {
        log.checkpoint = OptionalLong.of(7);
        deadLetterFailures.add(new DependencyException(Dependency.KAFKA, new IllegalStateException("no broker")));

        worker.start();
        bring(start(), List.of(record(7, "a"), plain(0, 8, "room:1", "poison"), record(9, "b")));

        tells("read 7", "compare", "bury failed", "bury 8 malformed", "append 7-10 a b", "route 2");
    }

    @Test
    void findsTheOneThatTheDatabaseRefusesAndKeepsTheOrderOfTheOthers() {
        log.checkpoint = OptionalLong.of(0);
        log.refused = "c";

        worker.start();
        bring(start(), List.of(record(0, "a"), record(1, "b"), record(2, "c"), record(3, "d")));

        tells(
                "read 0",
                "compare",
                "append 0-4 a b c d",
                "append 0-2 a b",
                "route 2",
                "append 2-4 c d",
                "append 2-3 c",
                "bury 2 invalid_attribute",
                "append 2-3",
                "route 0",
                "append 3-4 d",
                "route 1");
    }

    @Test
    void makesTheMissingDayAndStartsOver() {
        log.checkpoint = OptionalLong.of(7);
        log.outcomes.add(_ -> new AppendOutcome.DayMissing());

        worker.start();
        bring(start(), List.of(record(7, "a")));
        bring(start(), List.of(record(7, "a")));

        tells("read 7", "compare", "append 7-8 a", "ensure days", "read 7", "compare", "append 7-8 a", "route 1");
    }

    private void tells(String... lines) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(story).containsExactly(lines));
    }

    /** What the poller does when the worker says where to start. */
    private long start() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(buffer::takeStart, OptionalLong::isPresent)
                .getAsLong();
    }

    private void bring(long start, List<ConsumerRecord<byte[], byte[]>> records) {
        assertThat(start).isEqualTo(records.getFirst().offset());
        buffer.add(records);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String id) {
        return binary(0, offset, event(id, "room:1"));
    }

    private static DependencyException away() {
        return new DependencyException(Dependency.POSTGRES, new IllegalStateException("connection lost"));
    }

    private void bury(List<DeadLetter> letters) {
        if (!deadLetterFailures.isEmpty()) {
            story.add("bury failed");
            throw deadLetterFailures.removeFirst();
        }
        letters.forEach(letter -> story.add("bury " + letter.original().offset() + " "
                + letter.rejection().code().wireName()));
    }

    private final class Routes implements PartitionWorker.Routing {
        @Override
        public void stored(int partition, List<PodMessage.Publication> publications) {
            story.add("route " + publications.size());
        }

        @Override
        public void ownerChanged(int partition) {
            story.add("compare");
        }
    }

    private interface Outcome {
        AppendOutcome of(Batch batch);
    }

    private final class FakeLog implements PublicationLog {
        private final Deque<Outcome> outcomes = new ArrayDeque<>();
        private volatile OptionalLong checkpoint = OptionalLong.empty();
        private final AtomicInteger failingReads = new AtomicInteger();
        private volatile String refused = "";

        @Override
        public OptionalLong checkpoint(TopicPartition partition) {
            if (failingReads.getAndDecrement() > 0) {
                story.add("read failed");
                throw away();
            }
            checkpoint.ifPresent(offset -> story.add("read " + offset));
            return checkpoint;
        }

        @Override
        public void insertCheckpoint(TopicPartition partition, long offset) {
            story.add("insert " + offset);
            checkpoint = OptionalLong.of(offset);
        }

        @Override
        public AppendOutcome append(Batch batch) {
            List<String> ids =
                    batch.publications().stream().map(p -> p.event().id()).toList();
            story.add(("append " + batch.expectedOffset() + "-" + batch.nextOffset() + " " + String.join(" ", ids))
                    .strip());
            if (!outcomes.isEmpty()) {
                return outcomes.removeFirst().of(batch);
            }
            if (ids.contains(refused)) {
                return new AppendOutcome.Refused("SQLSTATE 22021");
            }
            checkpoint = OptionalLong.of(batch.nextOffset());
            return new AppendOutcome.Stored(batch.publications().stream()
                    .map(publication -> publication.event())
                    .map(event -> new PodMessage.Publication(
                            event.channel(),
                            1,
                            1,
                            event.id(),
                            event.type(),
                            event.time(),
                            NOON,
                            event.priority(),
                            null,
                            null,
                            null,
                            null,
                            event.data()))
                    .toList());
        }
    }
}
