package io.heliograph.gateway.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The timers of all connections of an event loop: each connection stands in one slot, that of its next deadline, and moves on when the slot comes round. Activity
 * moves nothing. Confined to its event loop.
 */
final class TimerWheel {
    static final Duration TICK = Duration.ofMillis(250);

    /** What a timer returns that is not needed any more. */
    static final long NEVER = -1;

    private static final Logger LOG = Logger.getLogger(TimerWheel.class);
    private static final int SLOTS = 256;

    private final long startNanos;
    private final List<List<Timer>> slots = new ArrayList<>(SLOTS);
    private long ticks;

    interface Timer {
        /**
         * Its time has come, or may have.
         *
         * @return nanoseconds until it wants to be called again, or {@link #NEVER}
         */
        long onTimer(long nowNanos);
    }

    TimerWheel(long nowNanos) {
        startNanos = nowNanos;
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new ArrayList<>(0));
        }
    }

    void add(Timer timer, long delayNanos) {
        // Rounded up, and no further than the wheel reaches: a timer that comes too early asks for the rest.
        long delayTicks = delayNanos / TICK.toNanos() + 1;
        slot(ticks + Math.clamp(delayTicks, 1, SLOTS - 1)).add(timer);
    }

    /** Calls the timers whose time has come. To be called every {@link #TICK}. */
    void advance(long nowNanos) {
        long due = (nowNanos - startNanos) / TICK.toNanos();
        while (ticks < due) {
            ticks++;
            int slot = Math.floorMod(ticks, SLOTS);
            List<Timer> timers = slots.set(slot, new ArrayList<>(0));
            timers.forEach(timer -> call(timer, nowNanos));
        }
    }

    private void call(Timer timer, long nowNanos) {
        try {
            long delayNanos = timer.onTimer(nowNanos);
            if (delayNanos != NEVER) {
                add(timer, delayNanos);
            }
        } catch (RuntimeException e) {
            // A defect of one connection must not stop the clocks of all others.
            LOG.error("timer.failed", e);
        }
    }

    private List<Timer> slot(long tick) {
        return slots.get(Math.floorMod(tick, SLOTS));
    }
}
