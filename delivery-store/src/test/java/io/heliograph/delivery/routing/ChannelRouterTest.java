package io.heliograph.delivery.routing;

import static io.heliograph.delivery.testing.Events.NOON;
import static io.heliograph.delivery.testing.Stored.publication;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.wire.PodBatchCodec;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import io.heliograph.delivery.dependency.Dependency;
import io.heliograph.delivery.dependency.DependencyException;
import io.heliograph.delivery.dependency.DependencyStates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelRouterTest {
    private static final CompareNotice.Partition PARTITION = new CompareNotice.Partition(3, 8);

    private final FakeWire wire = new FakeWire();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ChannelRouter router =
            new ChannelRouter(10, wire, new DependencyStates(), new RoutingMetrics(meters));
    private final Thread thread = Thread.ofVirtual().unstarted(router);

    @AfterEach
    void end() throws InterruptedException {
        router.close();
        thread.join(Duration.ofSeconds(5));
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void publishesOneBatchPerPodOfWhateverWaits() {
        wire.routes.put(new ChannelName("room:a"), List.of("pod-1"));
        wire.routes.put(new ChannelName("room:b"), List.of("pod-1"));
        router.stored(PARTITION, List.of(publication("room:a", 1), publication("room:b", 1)));
        router.stored(PARTITION, List.of(publication("room:a", 2), publication("room:c", 1)));

        thread.start();

        sent("pod:pod-1 room:a@1 room:b@1 room:a@2");
    }

    @Test
    void readsTheRoutesAnewForEveryTick() {
        thread.start();
        router.stored(PARTITION, List.of(publication("room:a", 1)));
        Awaitility.await().until(() -> wire.reads.size() == 1);
        wire.routes.put(new ChannelName("room:a"), List.of("pod-1"));
        router.stored(PARTITION, List.of(publication("room:a", 2)));

        sent("pod:pod-1 room:a@2");
    }

    @Test
    void tellsAllPodsToCompareThePartitionAfterRoutesCouldNotBeRead() {
        wire.away = true;
        thread.start();
        router.stored(PARTITION, List.of(publication("room:a", 1)));
        Awaitility.await().until(() -> wire.probes.get() > 1);

        wire.away = false;

        sent("pods Partition[partition=3, partitionCount=8]");
        assertThat(meters.counter("heliograph.notices", "cause", "routes_unread")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void countsTransientOnesThatNobodyGetsAndTellsNobodyToCompare() {
        wire.away = true;
        thread.start();
        router.stored(
                PARTITION,
                List.of(new PodMessage.Transient(
                        new ChannelName("room:a"), "id", "typing", NOON, NOON, null, null, JsonBytes.of("1"))));
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                meters.counter("heliograph.transients.lost").count())
                        .isEqualTo(1));

        wire.away = false;
        wire.routes.put(new ChannelName("room:a"), List.of("pod-1"));
        router.stored(PARTITION, List.of(publication("room:a", 1)));

        assertThat(meters.counter("heliograph.notices", "cause", "routes_unread")
                        .count())
                .isZero();
        sent("pod:pod-1 room:a@1");
    }

    @Test
    void tellsThePodThatDidNotGetItsBatchWhichChannelsToCompareAndRepeatsNothing() {
        wire.routes.put(new ChannelName("room:a"), List.of("pod-1", "pod-2"));
        wire.failing.add("pod:pod-2");
        router.stored(PARTITION, List.of(publication("room:a", 1)));

        thread.start();
        Awaitility.await().until(() -> wire.probes.get() == 1);

        sent("pod:pod-1 room:a@1", "pod:pod-2 Channels[channels=[room:a]]");
    }

    @Test
    void tellsAllPodsInsteadOfHoldingMoreThanItsBound() {
        router.stored(PARTITION, publications(8));
        router.stored(PARTITION, publications(8));
        assertThat(meters.counter("heliograph.notices", "cause", "queue_full").count())
                .isEqualTo(1);

        thread.start();

        sent("pods Partition[partition=3, partitionCount=8]");
    }

    @Test
    void tellsAllPodsWhenAPartitionChangesItsOwner() {
        thread.start();

        router.ownerChanged(PARTITION);

        sent("pods Partition[partition=3, partitionCount=8]");
    }

    @Test
    void tellsAllPodsToCompareAllAfterNewEpochs() {
        thread.start();

        router.epochsChanged();

        sent("pods AllChannels[]");
    }

    @Test
    void goesOnAfterADefectWithEverybodyComparing() {
        wire.defect = new IllegalStateException("a defect");
        router.stored(PARTITION, List.of(publication("room:a", 1)));

        thread.start();

        sent("pods AllChannels[]");
    }

    private static List<PodMessage.Publication> publications(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> publication("room:a", i))
                .toList();
    }

    private void sent(String... messages) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(wire.sent).containsExactlyInAnyOrder(messages));
    }

    private static final class FakeWire implements Wire {
        private final Map<ChannelName, List<String>> routes = new ConcurrentHashMap<>();
        private final List<Collection<ChannelName>> reads = new CopyOnWriteArrayList<>();
        private final List<String> sent = new CopyOnWriteArrayList<>();
        /** Each fails once. */
        private final Set<String> failing = new HashSet<>();

        private volatile boolean away;
        private final AtomicInteger probes = new AtomicInteger();
        private volatile @Nullable RuntimeException defect;

        @Override
        public Map<ChannelName, List<String>> routes(Collection<ChannelName> channels) {
            reads.add(channels);
            failIfAway();
            RuntimeException thrown = defect;
            if (thrown != null) {
                throw thrown;
            }
            return Map.copyOf(routes);
        }

        @Override
        public Set<String> publish(Map<String, byte[]> messages) {
            Set<String> failed = new HashSet<>();
            messages.forEach((target, message) -> {
                if (failing.remove(target)) {
                    failed.add(target);
                } else {
                    sent.add(target + " "
                            + String.join(
                                    " ",
                                    PodBatchCodec.decode(message).stream()
                                            .map(this::text)
                                            .toList()));
                }
            });
            return failed;
        }

        @Override
        public void probe() {
            probes.incrementAndGet();
            failIfAway();
        }

        private String text(PodMessage message) {
            return message instanceof PodMessage.Publication publication
                    ? publication.channel() + "@" + publication.offset()
                    : message.toString();
        }

        private void failIfAway() {
            if (away) {
                throw new DependencyException(Dependency.REDIS, new IllegalStateException("connection refused"));
            }
        }
    }
}
