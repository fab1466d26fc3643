package io.heliograph.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.platform.Supervision.Down;
import io.heliograph.cli.platform.Supervision.Effect;
import io.heliograph.cli.platform.Supervision.Ending;
import io.heliograph.cli.platform.Supervision.Event;
import io.heliograph.cli.platform.Supervision.Event.BecameReady;
import io.heliograph.cli.platform.Supervision.Event.EndRequested;
import io.heliograph.cli.platform.Supervision.Event.Exited;
import io.heliograph.cli.platform.Supervision.Event.StartRequested;
import io.heliograph.cli.platform.Supervision.Event.Woken;
import io.heliograph.cli.platform.Supervision.Ready;
import io.heliograph.cli.platform.Supervision.Starting;
import io.heliograph.cli.platform.Supervision.Waiting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private static final EndRequested STOP = new EndRequested(false, false);
    private static final EndRequested STOP_BY_KILL = new EndRequested(true, false);
    private static final EndRequested RESTART = new EndRequested(false, true);

    @Nested
    class WhenDown {
        @Test
        void isLaunchedOnRequest() {
            decides(new Down(), new StartRequested(), new Starting(), Effect.LAUNCH);
        }

        @Test
        void isLaunchedByARestart() {
            decides(new Down(), RESTART, new Starting(), Effect.LAUNCH);
        }

        @Test
        void staysDownWhenTheTimeOfAnEarlierRestartComes() {
            decides(new Down(), new Woken(), new Down());
        }
    }

    @Nested
    class WhenReady {
        @Test
        void waitsTwoSecondsAfterTheProcessDied() {
            decides(new Ready(), new Exited(), new Waiting(seconds(12)), Effect.WAKE);
        }

        @Test
        void isToldToEnd() {
            decides(new Ready(), STOP, new Ending(false), Effect.END);
        }

        @Test
        void isKilledIfThatIsAskedFor() {
            decides(new Ready(), STOP_BY_KILL, new Ending(false), Effect.KILL);
        }

        @Test
        void needsNothingToBeStarted() {
            decides(new Ready(), new StartRequested(), new Ready());
        }
    }

    @Nested
    class WhenStarting {
        @Test
        void becomesReady() {
            decides(new Starting(), new BecameReady(), new Ready());
        }

        @Test
        void isStartedAgainIfItDies() {
            decides(new Starting(), new Exited(), new Waiting(seconds(12)), Effect.WAKE);
        }
    }

    @Nested
    class WhenEnding {
        @Test
        void staysDownAfterAStop() {
            decides(new Ending(false), new Exited(), new Down());
        }

        @Test
        void isLaunchedAtOnceAfterARestart() {
            decides(new Ending(true), new Exited(), new Starting(), Effect.LAUNCH);
        }

        @Test
        void isLaunchedAfterwardsIfAStartIsRequestedMeanwhile() {
            decides(new Ending(false), new StartRequested(), new Ending(true));
        }

        @Test
        void canBeKilledWhenItTakesTooLong() {
            decides(new Ending(false), STOP_BY_KILL, new Ending(false), Effect.KILL);
        }

        @Test
        void isNotToldToEndTwice() {
            decides(new Ending(true), STOP, new Ending(false));
        }

        @Test
        void isNotReadyAnyMoreWhenALateProbeSucceeds() {
            decides(new Ending(false), new BecameReady(), new Ending(false));
        }
    }

    @Nested
    class WhenWaiting {
        private final Waiting waiting = new Waiting(seconds(10));

        @Test
        void isLaunchedWhenTheTimeHasCome() {
            decides(waiting, new Woken(), new Starting(), Effect.LAUNCH);
        }

        @Test
        void ignoresAWakeUpThatBelongsToAnEarlierDeath() {
            decides(new Waiting(seconds(11)), new Woken(), new Waiting(seconds(11)));
        }

        @Test
        void isLaunchedAtOnceOnRequest() {
            decides(new Waiting(seconds(11)), new StartRequested(), new Starting(), Effect.LAUNCH);
        }

        @Test
        void staysDownIfSomebodyStopsIt() {
            decides(waiting, STOP, new Down());
        }
    }

    @Test
    void bearsAClockThatWraps() {
        var decision = RestartPolicy.on(new Ready(), new Exited(), Long.MAX_VALUE);

        var early = RestartPolicy.on(decision.next(), new Woken(), Long.MAX_VALUE + seconds(1));
        var due = RestartPolicy.on(decision.next(), new Woken(), Long.MAX_VALUE + seconds(2));

        assertThat(early.effects()).isEmpty();
        assertThat(due.effects()).containsExactly(Effect.LAUNCH);
    }

    /** All happens at second 10. */
    private static void decides(Supervision state, Event event, Supervision next, Effect... effects) {
        var decision = RestartPolicy.on(state, event, seconds(10));

        assertThat(decision.next()).isEqualTo(next);
        assertThat(decision.effects()).isEqualTo(List.of(effects));
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
