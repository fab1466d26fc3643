package io.heliograph.cli.platform;

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

/**
 * Decides what becomes of a server: one that dies is started again after a pause, as a kubelet would; one that somebody
 * stopped stays down until somebody starts it.
 */
public final class RestartPolicy {
    /** Between the death of a process and its successor. */
    public static final Duration PAUSE = Duration.ofSeconds(2);

    /** The next state and what to do, in this order. */
    public record Decision(Supervision next, List<Effect> effects) {
        private static Decision to(Supervision next, Effect... effects) {
            return new Decision(next, List.of(effects));
        }
    }

    private RestartPolicy() {}

    /** @param nowNanos monotonic */
    public static Decision on(Supervision state, Event event, long nowNanos) {
        return switch (state) {
            case Down down -> whenDown(down, event);
            case Starting _, Ready _ -> whenRunning(state, event, nowNanos);
            case Ending ending -> whenEnding(ending, event);
            case Waiting waiting -> whenWaiting(waiting, event, nowNanos);
        };
    }

    private static Decision whenDown(Down down, Event event) {
        return switch (event) {
            case StartRequested _ -> launch();
            case EndRequested request -> request.startAgain() ? launch() : Decision.to(down);
            case BecameReady _, Exited _, Woken _ -> Decision.to(down);
        };
    }

    private static Decision whenRunning(Supervision state, Event event, long nowNanos) {
        return switch (event) {
            case BecameReady _ -> Decision.to(new Ready());
            case EndRequested(boolean kill, boolean startAgain) ->
                Decision.to(new Ending(startAgain), kill ? Effect.KILL : Effect.END);
            case Exited _ -> Decision.to(new Waiting(nowNanos + PAUSE.toNanos()), Effect.WAKE);
            case StartRequested _, Woken _ -> Decision.to(state);
        };
    }

    private static Decision whenEnding(Ending ending, Event event) {
        return switch (event) {
            case StartRequested _ -> Decision.to(new Ending(true));
            case EndRequested(boolean kill, boolean startAgain) ->
                kill ? Decision.to(new Ending(startAgain), Effect.KILL) : Decision.to(new Ending(startAgain));
            case Exited _ -> ending.startAgain() ? launch() : Decision.to(new Down());
            case BecameReady _, Woken _ -> Decision.to(ending);
        };
    }

    private static Decision whenWaiting(Waiting waiting, Event event, long nowNanos) {
        return switch (event) {
            case StartRequested _ -> launch();
            case EndRequested request -> request.startAgain() ? launch() : Decision.to(new Down());
            case Woken _ -> nowNanos - waiting.dueNanos() >= 0 ? launch() : Decision.to(waiting);
            case BecameReady _, Exited _ -> Decision.to(waiting);
        };
    }

    private static Decision launch() {
        return Decision.to(new Starting(), Effect.LAUNCH);
    }
}
