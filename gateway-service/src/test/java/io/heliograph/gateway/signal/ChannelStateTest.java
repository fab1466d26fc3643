package io.heliograph.gateway.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.gateway.metrics.SignalMetrics;
import io.heliograph.gateway.outbound.EncodedFrame;
import io.heliograph.gateway.signal.ChannelState.Reading;
import io.heliograph.gateway.testing.CountedFrames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelStateTest {
    private static final ChannelName ROOM = new ChannelName("room:lobby");

    private final CountedFrames frames = new CountedFrames();
    private final List<Runnable> due = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StateTicks ticks = new StateTicks((_, task) -> due.add(task), frames, new SignalMetrics(meters));
    private final ChannelState state = new ChannelState(ROOM);
    private final Follower ann = new Follower();

    @AfterEach
    void releasesEveryFrame() {
        assertThat(frames.live()).isZero();
    }

    @Test
    void givesAFollowerEverythingOnceItWasReadAndSaysSo() {
        state.follow(ann.outbox);
        tick();
        assertThat(ann.received).isEmpty();

        state.onRead(List.of(value("a", 1, null), value("b", 2, 1L)));
        tick();

        assertThat(ann.received).hasSize(1);
        assertThat(ann.received.getFirst().complete()).containsExactly(ROOM);
        assertThat(ann.versions()).containsExactly("a 1.1", "b 1.2");
    }

    @Test
    void tellsAnEmptyStateToo() {
        state.follow(ann.outbox);

        state.onRead(List.of());
        tick();

        assertThat(ann.received).containsExactly(new ServerFrame.State(List.of(), List.of(ROOM)));
    }

    @Test
    void keepsTheNewerOfWhatWasReadAndWhatCameMeanwhile() {
        state.follow(ann.outbox);

        arrive(value("a", 5, 4L));
        state.onRead(List.of(value("a", 4, null)));
        tick();

        assertThat(ann.versions()).containsExactly("a 1.5");
    }

    @Test
    void writesOfAKeyOnlyTheNewestOfATick() {
        followed();

        arrive(value("a", 1, null));
        arrive(value("a", 2, 1L));
        arrive(value("a", 1, null));
        tick();

        assertThat(ann.received).hasSize(2);
        assertThat(ann.versions()).containsExactly("a 1.2");
    }

    @Test
    void tellsARemovalAndKeepsItsVersion() {
        followed();
        arrive(value("a", 1, null));
        arrive(removal("a", 3, 1L));
        tick();

        arrive(value("a", 2, 1L));
        tick();

        assertThat(ann.received.getLast().values())
                .containsExactly(new ServerFrame.StateValue(ROOM, "a", new Version(1, 3), null));
    }

    @Test
    void doesNotTellWhatWasRemovedBefore() {
        state.follow(ann.outbox);
        state.onRead(List.of(value("a", 1, null), removal("b", 2, 1L)));
        tick();

        var bob = new Follower();
        state.follow(bob.outbox);
        tick();

        assertThat(ann.versions()).containsExactly("a 1.1");
        assertThat(bob.versions()).containsExactly("a 1.1");
    }

    @Test
    void remembersABoundedNumberOfRemovals() {
        var values = new StateValues();
        for (long number = 1; number <= 2 * StateValues.MAX_REMOVED; number++) {
            values.take(StateValue.of(removal("k" + number, number, null)));
        }

        assertThat(values.removedKeys()).isEqualTo(StateValues.MAX_REMOVED);
        assertThat(values.take(StateValue.of(value("k" + StateValues.MAX_REMOVED * 2, 5, null))))
                .as("older than the removal that is remembered")
                .isFalse();
    }

    @Test
    void aKeyThatWasRemovedMayComeBack() {
        followed();
        arrive(value("a", 1, null));
        arrive(removal("a", 2, 1L));
        arrive(value("a", 3, 2L));
        tick();

        var bob = new Follower();
        state.follow(bob.outbox);
        tick();

        assertThat(bob.versions()).containsExactly("a 1.3");
    }

    @Test
    void goesOnForTheOthersWhenOneFollowerLeaves() {
        var bob = new Follower();
        var cat = new Follower();
        followed();
        state.follow(bob.outbox);
        state.follow(cat.outbox);
        tick();

        state.leave(ann.outbox);
        arrive(value("a", 1, null));
        tick();

        assertThat(ann.versions()).isEmpty();
        assertThat(bob.versions()).containsExactly("a 1.1");
        assertThat(cat.versions()).containsExactly("a 1.1");
        state.leave(bob.outbox);
        state.leave(cat.outbox);
        assertThat(state.hasFollowers()).isFalse();
    }

    @Test
    void wantsToReadAgainWhenAVersionWasLostOnTheWay() {
        followed();
        assertThat(arrive(value("a", 1, null))).isEqualTo(Reading.NOT_NEEDED);
        assertThat(arrive(value("b", 2, 1L))).isEqualTo(Reading.NOT_NEEDED);

        assertThat(arrive(value("a", 9, 8L))).isEqualTo(Reading.NEEDED);

        assertThat(arrive(value("b", 2, 1L))).as("a repetition").isEqualTo(Reading.NOT_NEEDED);
        tick();
    }

    @Test
    void wantsToReadAgainWhenTheRegistryIsFurther() {
        followed();
        arrive(value("a", 1, null));
        tick();

        assertThat(state.onHighest(new Version(1, 1))).isEqualTo(Reading.NOT_NEEDED);
        assertThat(state.onHighest(new Version(1, 2))).isEqualTo(Reading.NEEDED);
        assertThat(state.onHighest(new Version(2, 0))).isEqualTo(Reading.NEEDED);
    }

    @Test
    void waitsWithTheNewestWhileTheFollowerHasNoRoom() {
        followed();
        ann.hasRoom = false;
        for (long number = 1; number <= 100; number++) {
            arrive(value("a", number, number == 1 ? null : number - 1));
            tick();
        }
        assertThat(ann.versions()).isEmpty();

        ann.hasRoom = true;
        ann.outbox.resume();
        tick();

        assertThat(ann.versions()).containsExactly("a 1.100");
        assertThat(meters.counter("heliograph_state_conflated").count()).isEqualTo(99);
    }

    @Test
    void writesALargeStateAsTheFollowerTakesItAndCallsItCompleteWithTheLastPart() {
        state.follow(ann.outbox);
        ann.roomForFrames = 1;
        state.onRead(IntStream.rangeClosed(1, 100)
                .mapToObj(i -> state("k" + i, i, null, JsonBytes.of("\"" + "x".repeat(4_000) + "\"")))
                .toList());

        tick();
        assertThat(ann.received).hasSize(1);
        assertThat(ann.received.getFirst().values()).hasSizeBetween(2, 8);
        assertThat(ann.received.getFirst().complete()).isEmpty();

        arrive(value("k1", 101, 100L));
        while (ann.received.getLast().complete().isEmpty()) {
            ann.roomForFrames = 1;
            ann.outbox.resume();
            tick();
        }
        assertThat(ann.versions()).hasSize(101).contains("k1 1.1", "k1 1.101", "k100 1.100");
        assertThat(ann.received.stream().filter(frame -> !frame.complete().isEmpty()))
                .hasSize(1);
        assertThat(ann.received).hasSizeGreaterThan(12);
    }

    @Test
    void sharesTheFrameOfASingleValueAmongFollowers() {
        var bob = new Follower();
        followed();
        state.follow(bob.outbox);
        tick();

        arrive(value("a", 1, null));
        tick();

        assertThat(ann.frames.getLast()).isSameAs(bob.frames.getLast());
    }

    @Test
    void writesNothingOfAChannelThatWasLeft() {
        followed();
        arrive(value("a", 1, null));

        state.leave(ann.outbox);
        tick();

        assertThat(ann.versions()).isEmpty();
        assertThat(state.hasFollowers()).isFalse();
    }

    private void followed() {
        state.follow(ann.outbox);
        state.onRead(List.of());
        tick();
    }

    private void tick() {
        List<Runnable> now = List.copyOf(due);
        due.clear();
        now.forEach(Runnable::run);
    }

    private Reading arrive(PodMessage.State value) {
        return state.onState(value, StateValue.of(value));
    }

    private static PodMessage.State value(String key, long number, @Nullable Long previous) {
        return state(key, number, previous, JsonBytes.of("\"" + number + "\""));
    }

    private static PodMessage.State removal(String key, long number, @Nullable Long previous) {
        return state(key, number, previous, null);
    }

    private static PodMessage.State state(String key, long number, @Nullable Long previous, @Nullable JsonBytes data) {
        return new PodMessage.State(
                ROOM,
                key,
                new Version(1, number),
                previous == null ? null : new Version(1, previous),
                "i",
                "t",
                Instant.EPOCH,
                null,
                null,
                data);
    }

    private final class Follower implements StateOutbox.Sink {
        private final List<EncodedFrame> frames = new ArrayList<>();
        private final List<ServerFrame.State> received = new ArrayList<>();
        private final StateOutbox outbox = new StateOutbox(this, ticks);
        private boolean hasRoom = true;
        private int roomForFrames = Integer.MAX_VALUE;

        List<String> versions() {
            return received.stream()
                    .flatMap(frame -> frame.values().stream())
                    .map(value -> value.key() + " " + value.version())
                    .toList();
        }

        @Override
        public boolean hasRoom() {
            return hasRoom && roomForFrames > 0;
        }

        @Override
        public void write(EncodedFrame frame) {
            roomForFrames--;
            frames.add(frame);
            received.add((ServerFrame.State) CountedFrames.contentOf(frame));
        }
    }
}
