package io.heliograph.presence.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A user's devices connect, flap, move and die with pods, by a seed; the fold hears of it late and with interruptions. */
class StatusSimulationTest {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration CRASH_GRACE = Duration.ofSeconds(60);
    private static final int STEPS = 400;

    private final StatusFold fold = new StatusFold(new Grace(GRACE, CRASH_GRACE));

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /** What is so. */
    private static final class World {
        final Map<String, StatusEvent.Connection> open = new HashMap<>();
        final Map<String, Boolean> idle = new HashMap<>();
        int made;

        Status truth() {
            if (open.isEmpty()) {
                return Status.OFFLINE;
            }
            boolean awake = open.values().stream()
                    .map(StatusEvent.Connection::device)
                    .distinct()
                    .anyMatch(device -> open.values().stream()
                            .anyMatch(connection ->
                                    device.equals(connection.device()) && !idle.getOrDefault(connection.id(), false)));
            return awake ? Status.ONLINE : Status.IDLE;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void endsWithTheTruthAndTellsNoMoreThanHappened(long seed) {
        var random = new SplittableRandom(seed);
        var world = new World();
        PersonState state = PersonState.UNKNOWN;
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        List<Status> told = new ArrayList<>();
        Instant emptySince = null;
        boolean crashed = false;
        int transitions = 0;
        for (int i = 0; i < STEPS; i++) {
            Status before = world.truth();
            List<StatusEvent> events = happen(world, random, now);
            if (world.truth() != before) {
                transitions++;
            }
            if (!world.open.isEmpty()) {
                emptySince = null;
            } else if (emptySince == null) {
                emptySince = now;
                crashed = events.stream().anyMatch(StatusEvent.PodLost.class::isInstance);
            }
            for (StatusEvent event : events) {
                state = fold.apply(state, event, now);
            }
            assertThat(state.truth()).as("truth, seed %d step %d", seed, i).isEqualTo(world.truth());
            StatusFold.Step step = fold.settle(state, now, random.nextInt(10) == 0 ? Instant.MIN : now);
            state = step.next();
            boolean toldNow = tell(step, told);
            if (toldNow && told.getLast() == Status.OFFLINE) {
                assertThat(emptySince)
                        .as("offline while connected, seed %d step %d", seed, i)
                        .isNotNull();
                assertThat(Duration.between(emptySince, now))
                        .as("offline too early, seed %d step %d", seed, i)
                        .isGreaterThanOrEqualTo(crashed ? CRASH_GRACE : GRACE);
            }
            now = now.plusSeconds(random.nextInt(1, 40));
        }
        now = now.plus(CRASH_GRACE);
        StatusFold.Step last = fold.settle(state, now, now);
        boolean _ = tell(last, told);

        assertThat(told.isEmpty() ? Status.OFFLINE : told.getLast())
                .as("final, seed %d", seed)
                .isEqualTo(world.truth());
        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i)).as("told twice, seed %d", seed).isNotEqualTo(told.get(i - 1));
        }
        assertThat(told.size()).as("told more than happened, seed %d", seed).isLessThanOrEqualTo(transitions);
        assertThat(last.next().dueAt()).isEmpty();
    }

    /** Statuses as they change; values that differ in their devices only do not count here. */
    private static boolean tell(StatusFold.Step step, List<Status> told) {
        for (StatusFold.Effect effect : step.effects()) {
            if (effect instanceof StatusFold.Effect.Publish(Shown shown, long revision)
                    && revision > 0
                    && (told.isEmpty() || told.getLast() != shown.status())) {
                told.add(shown.status());
                return true;
            }
        }
        return false;
    }

    private static List<StatusEvent> happen(World world, SplittableRandom random, Instant now) {
        List<StatusEvent> events = new ArrayList<>();
        List<StatusEvent.Connection> open = new ArrayList<>(world.open.values());
        switch (random.nextInt(6)) {
            case 0, 1 -> open(world, random, now, events);
            case 2 -> {
                if (!open.isEmpty()) {
                    StatusEvent.Connection gone = open.get(random.nextInt(open.size()));
                    world.open.remove(gone.id());
                    events.add(new StatusEvent.Closed(gone.id(), now));
                    if (random.nextBoolean()) {
                        open(world, random, now, events);
                    }
                }
            }
            case 3 -> {
                String pod = "g" + random.nextInt(3);
                world.open.values().removeIf(connection -> connection.pod().equals(pod));
                events.add(new StatusEvent.PodLost(pod, now.plusNanos(1)));
            }
            case 4 -> {
                if (!open.isEmpty()) {
                    StatusEvent.Connection one = open.get(random.nextInt(open.size()));
                    boolean idle = random.nextBoolean();
                    world.idle.put(one.id(), idle);
                    events.add(new StatusEvent.Activity(one, idle, now, true));
                }
            }
            default -> open.forEach(connection -> events.add(new StatusEvent.Opened(connection, now, true)));
        }
        return events;
    }

    private static void open(World world, SplittableRandom random, Instant now, List<StatusEvent> events) {
        var made = new StatusEvent.Connection("c" + world.made++, "g" + random.nextInt(3), "d" + random.nextInt(2));
        world.open.put(made.id(), made);
        world.idle.put(made.id(), false);
        events.add(new StatusEvent.Opened(made, now, true));
    }
}
