package io.heliograph.gateway.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import io.heliograph.gateway.metrics.SignalMetrics;
import io.heliograph.gateway.signal.SignalFanout;
import io.heliograph.gateway.signal.SignalLoops;
import io.heliograph.gateway.signal.StateStore;
import io.heliograph.gateway.subscription.LocalChannels;
import io.heliograph.gateway.testing.CountedFrames;
import io.heliograph.gateway.testing.PortDoubles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StateComparisonTest {
    private static final ChannelName ROOM = new ChannelName("room:1");

    private final LocalChannels localChannels = new LocalChannels(new PortDoubles.HeldRoutes());
    private final Registry registry = new Registry();
    private final List<Duration> delays = new ArrayList<>();
    private final List<Runnable> due = new ArrayList<>();
    private final List<ChannelName> compared = new ArrayList<>();
    private final StateComparison comparison = new StateComparison(
            registry,
            new SignalFanout(
                    new Compared(),
                    new CountedFrames(),
                    new SignalMetrics(new SimpleMeterRegistry()),
                    InstantSource.system()),
            new ConcernedChannels(localChannels, ChannelKinds.defaults(), Durability.LATEST),
            Duration.ofMinutes(1),
            (delay, task) -> {
                delays.add(delay);
                due.add(task);
            });

    @Test
    void comparesWhatANoticeNamesAndHasState() {
        join("room:1", "room:2", "broadcast:all");

        comparison.onNotice(new CompareNotice.Channels(
                List.of(ROOM, new ChannelName("broadcast:all"), new ChannelName("room:elsewhere"))));

        assertThat(registry.asked).containsExactly(List.of(ROOM));
        assertThat(compared).containsExactly(ROOM);
    }

    @Test
    void comparesThePartitionThatANoticeNames() {
        join("room:1", "room:2", "room:3", "room:4", "room:5");
        int partition = ConcernedChannels.partitionOf(ROOM, 64);

        comparison.onNotice(new CompareNotice.Partition(partition, 64));

        assertThat(registry.asked).containsExactly(List.of(ROOM));
    }

    @Test
    void leavesRedisTimeBetweenBatches() {
        for (int i = 0; i < StateComparison.MAX_CHANNELS + 1; i++) {
            join("room:" + i);
        }

        comparison.compareAll();
        assertThat(registry.asked).hasSize(1);
        assertThat(delays).containsExactly(StateComparison.PACE);
        comparison.onNotice(new CompareNotice.Channels(List.of(ROOM)));
        assertThat(registry.asked).hasSize(1);

        due.removeFirst().run();
        assertThat(registry.asked).hasSize(2);
        assertThat(registry.asked.getLast()).contains(ROOM).hasSizeLessThanOrEqualTo(2);

        due.removeFirst().run();
        assertThat(due).isEmpty();
    }

    @Test
    void goesOnAfterAFailure() {
        join("room:1");
        registry.away = true;
        comparison.compareAll();
        due.removeFirst().run();

        registry.away = false;
        comparison.compareAll();

        assertThat(compared).containsExactly(ROOM);
    }

    private void join(String... names) {
        for (String name : names) {
            var _ = localChannels.join(new ChannelName(name), 0);
        }
    }

    private static final class Registry implements StateStore {
        private final List<List<ChannelName>> asked = new ArrayList<>();
        private boolean away;

        @Override
        public CompletionStage<List<PodMessage.State>> read(ChannelName channel) {
            throw new AssertionError("only compared here");
        }

        @Override
        public CompletionStage<Map<ChannelName, Version>> highest(Collection<ChannelName> channels) {
            asked.add(List.copyOf(channels));
            if (away) {
                return CompletableFuture.failedFuture(new IllegalStateException("away"));
            }
            return CompletableFuture.completedFuture(
                    Map.of(List.copyOf(channels).getFirst(), new Version(1, 1)));
        }
    }

    /** Notes what is brought to the loops. */
    private final class Compared implements SignalLoops {
        @Override
        public void forEach(ChannelName channel, Consumer<Loop> task) {
            compared.add(channel);
        }
    }
}
