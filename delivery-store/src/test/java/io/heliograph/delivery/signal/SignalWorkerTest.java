package io.heliograph.delivery.signal;

import static io.heliograph.delivery.testing.Events.NOON;
import static io.heliograph.delivery.testing.Events.plain;
import static io.heliograph.delivery.testing.Signals.latest;
import static io.heliograph.delivery.testing.Signals.received;
import static io.heliograph.delivery.testing.Signals.transientSignal;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.Version;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One partition of one, so that every channel belongs to it. What the worker does is written down in {@link #story}. */
class SignalWorkerTest {
    private static final TopicPartition PARTITION = new TopicPartition("heliograph.signals", 0);

    private final List<String> story = new CopyOnWriteArrayList<>();
    private final FakeStore store = new FakeStore();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RecordBuffer buffer = new RecordBuffer(new BatchBounds(100, 100_000), () -> {});
    private volatile Instant now = NOON;
    private final Thread worker = Thread.ofVirtual()
            .unstarted(new SignalWorker(
                    PARTITION,
                    buffer,
                    new SignalWorker.Ports(
                            new SignalRecordReader(ChannelKinds.defaults(), 1, 1),
                            store,
                            new FakeSignalLog(),
                            this::bury,
                            new Routes(),
                            new DependencyStates(),
                            new SignalMetrics(meters),
                            new PartitionPauses(Topic.SIGNALS, meters),
                            () -> now,
                            1)));

    @AfterEach
    void end() throws InterruptedException {
        buffer.close();
        worker.join(Duration.ofSeconds(5));
        assertThat(worker.isAlive()).isFalse();
    }

    @Test
    void hasThePodsCompareThenPutsThenRoutesThenIsDone() {
        store.mark = Optional.of(new Version(1, 7));

        worker.start();
        bring(start(), received(7, latest("a", "room:1", "k")), received(8, transientSignal("b", "room:1", NOON)));

        tells("compare", "put a 1.7->1.9", "route a b");
        done(9);
    }

    @Test
    void waitsForRedisInOrderAndDropsWhatIsOutdatedMeanwhile() {
        store.mark = Optional.of(new Version(1, 7));
        store.failures.set(2);
        store.onFailure = () -> now = NOON.plusSeconds(30);

        worker.start();
        bring(start(), received(7, latest("a", "room:1", "k")), received(8, transientSignal("b", "room:1", NOON)));

        tells("compare", "put failed", "put failed", "put a 1.7->1.9", "route a");
        assertThat(meters.counter("heliograph.signals", "durability", "transient", "outcome", "outdated")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void hasADeadLetterAcknowledgedBeforeItIsDone() {
        store.mark = Optional.of(new Version(1, 7));

        worker.start();
        bring(start(), plain(0, 7, "room:1", "poison"), received(8, latest("a", "room:1", "k")));

        tells("compare", "bury 7 malformed", "put a 1.7->1.9", "route a");
        done(9);
    }

    @Test
    void putsTheLastDayBackWithoutPublishingAndThenHasThePodsCompareAgain() {
        store.mark = Optional.empty();

        worker.start();
        long start = start();
        bring(start, received(3, latest("a", "room:1", "k")), plain(0, 4, "room:1", "poison"));
        Awaitility.await().until(() -> story.size() == 2);
        bring(5, received(6, latest("b", "room:1", "l")), received(7, latest("c", "room:1", "k")));

        assertThat(start).isEqualTo(3);
        tells("compare", "put a (none)->1.5", "put b 1.5->1.7", "refilled", "put c 1.7->1.8", "route c");
        done(8);
        assertThat(meters.counter("heliograph.signal.refills").count()).isEqualTo(1);
    }

    @Test
    void startsOverAndPutsTheLastDayBackWhenTheStoreForgotEverythingBetweenTwoBatches() {
        store.mark = Optional.of(new Version(1, 7));

        worker.start();
        bring(start(), received(7, latest("a", "room:1", "k")));
        done(8);
        store.mark = Optional.empty();
        bring(8, received(8, latest("b", "room:1", "l")));

        assertThat(start()).isEqualTo(3);
        bring(7, received(7, latest("a", "room:1", "k")), received(8, latest("b", "room:1", "l")));
        tells(
                "compare",
                "put a 1.7->1.8",
                "route a",
                "put b unmarked",
                "compare",
                "put a (none)->1.8",
                "refilled",
                "put b 1.8->1.9",
                "route b");
        done(9);
    }

    @Test
    void noticesAlsoWithoutTrafficThatTheStoreForgotEverything() {
        store.mark = Optional.of(new Version(1, 7));

        worker.start();
        bring(start(), received(7, latest("a", "room:1", "k")));
        done(8);
        store.mark = Optional.empty();

        assertThat(start()).isEqualTo(3);
    }

    private void tells(String... lines) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(story).containsExactly(lines));
    }

    private void done(long next) {
        assertThat(Awaitility.await().atMost(Duration.ofSeconds(10)).until(buffer::takeDone, OptionalLong::isPresent))
                .hasValue(next);
    }

    /** What the poller does when the worker says where to start. */
    private long start() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(buffer::takeStart, OptionalLong::isPresent)
                .getAsLong();
    }

    private void bring(long start, ConsumerRecord<byte[], byte[]> only) {
        assertThat(start).isLessThanOrEqualTo(only.offset());
        buffer.add(List.of(only));
    }

    private void bring(long start, ConsumerRecord<byte[], byte[]> first, ConsumerRecord<byte[], byte[]> second) {
        assertThat(start).isLessThanOrEqualTo(first.offset());
        buffer.add(List.of(first, second));
    }

    private void bury(List<DeadLetter> letters) {
        letters.forEach(letter -> story.add("bury " + letter.original().offset() + " "
                + letter.rejection().code().wireName()));
    }

    private final class Routes implements SignalWorker.Routing {
        @Override
        public void stored(int partition, List<PodMessage> messages) {
            story.add("route "
                    + messages.stream()
                            .map(message -> switch (message) {
                                case PodMessage.State state -> state.id();
                                case PodMessage.Transient signal -> String.valueOf(signal.id());
                                default -> "unexpected";
                            })
                            .collect(Collectors.joining(" ")));
        }

        @Override
        public void ownerChanged(int partition) {
            story.add("compare");
        }

        @Override
        public void refilled(int partition) {
            story.add("refilled");
        }
    }

    private static final class FakeSignalLog implements SignalLog {
        @Override
        public long reached(TopicPartition partition) {
            return 7;
        }

        @Override
        public OptionalLong firstSince(TopicPartition partition, Instant since) {
            return OptionalLong.of(3);
        }
    }

    private final class FakeStore implements LatestStore {
        private volatile Optional<Version> mark = Optional.empty();
        private final AtomicInteger failures = new AtomicInteger();
        private volatile Runnable onFailure = () -> {};

        @Override
        public Result put(List<PodMessage.State> states, MarkMove move) {
            if (failures.getAndDecrement() > 0) {
                story.add("put failed");
                onFailure.run();
                throw new DependencyException(Dependency.REDIS, new IllegalStateException("connection lost"));
            }
            boolean marked = mark.equals(move.from());
            String ids = states.stream().map(PodMessage.State::id).collect(Collectors.joining(" "));
            story.add("put " + ids + " "
                    + (marked ? move.from().map(Version::toString).orElse("(none)") + "->" + move.to() : "unmarked"));
            if (marked) {
                mark = Optional.of(move.to());
            }
            return new Result(
                    states.stream().map(_ -> (Outcome) new Outcome.Put(null)).toList(), marked);
        }

        @Override
        public Optional<Version> mark(TopicPartition partition) {
            return mark;
        }
    }
}
