package io.heliograph.gateway.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.gateway.metrics.SignalMetrics;
import io.heliograph.gateway.outbound.EncodedFrame;
import io.heliograph.gateway.testing.CountedFrames;
import io.heliograph.gateway.testing.SignalDoubles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LoopStatesTest {
    private static final ChannelName ROOM = new ChannelName("room:1");

    private final SignalDoubles.MemoryStates store = new SignalDoubles.MemoryStates();
    private final CountedFrames frames = new CountedFrames();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Runnable> delayed = new ArrayList<>();
    private final SignalMetrics metrics = new SignalMetrics(new SimpleMeterRegistry());
    private final StateTicks ticks = new StateTicks((_, task) -> delayed.add(task), frames, metrics);
    private final LoopStates states =
            new LoopStates(tasks::add, (_, task) -> delayed.add(task), store, ticks, metrics, new SplittableRandom(1));

    @Test
    void doesNotCallCompleteWhatWasReadForSomebodyWhoHasLeft() {
        var ann = new Follower();
        var bob = new Follower();
        store.put(value(1));
        states.follow(ann.outbox, ROOM);
        states.leave(ann.outbox, ROOM);
        store.put(value(2));

        states.follow(bob.outbox, ROOM);
        run();

        assertThat(bob.received).singleElement().satisfies(frame -> {
            assertThat(frame.complete()).containsExactly(ROOM);
            assertThat(frame.values())
                    .extracting(ServerFrame.StateValue::version)
                    .containsExactly(new Version(1, 2));
        });
        assertThat(ann.received).isEmpty();
    }

    @Test
    void readsOnceMoreWhenSomethingIsLostWhileItReads() {
        var ann = new Follower();
        store.put(value(1));
        states.follow(ann.outbox, ROOM);
        run();

        store.put(value(9));
        states.onHighest(Map.of(ROOM, new Version(1, 8)));
        states.onHighest(Map.of(ROOM, new Version(1, 9)));
        run();

        assertThat(store.reads()).isEqualTo(3);
        assertThat(ann.received.getLast().values())
                .extracting(ServerFrame.StateValue::version)
                .containsExactly(new Version(1, 9));
    }

    @Test
    void readsAgainAfterAFailure() {
        var ann = new Follower();
        store.goAway(true);
        states.follow(ann.outbox, ROOM);
        runTasks();

        store.goAway(false);
        run();

        assertThat(ann.received).hasSize(1);
    }

    private void run() {
        runTasks();
        while (!delayed.isEmpty()) {
            List<Runnable> due = List.copyOf(delayed);
            delayed.clear();
            due.forEach(Runnable::run);
            runTasks();
        }
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private static PodMessage.State value(long number) {
        return new PodMessage.State(
                ROOM, "topic", new Version(1, number), null, "i", "t", Instant.EPOCH, null, null, JsonBytes.of("1"));
    }

    private final class Follower implements StateOutbox.Sink {
        private final List<ServerFrame.State> received = new ArrayList<>();
        private final StateOutbox outbox = new StateOutbox(this, ticks);

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void write(EncodedFrame frame) {
            received.add((ServerFrame.State) CountedFrames.contentOf(frame));
        }
    }
}
