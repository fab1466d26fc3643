package io.heliograph.client.websocket;

import io.heliograph.client.time.Deadlines;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Rings at or before the deadline that it was last given. A deadline that moves away leaves it as it is, for that happens with every frame; ringing early costs one
 * needless look. Confined to its mailbox.
 */
final class Alarm {
    private final ScheduledExecutorService timer;
    private final Runnable ring;
    private @Nullable Future<?> set;
    private long setNanos;

    /** @param ring called on the timer's thread; must call {@link #rang} from the mailbox */
    Alarm(ScheduledExecutorService timer, Runnable ring) {
        this.timer = timer;
        this.ring = ring;
    }

    void set(OptionalLong deadlineNanos, long nowNanos) {
        if (deadlineNanos.isEmpty()) {
            cancel();
            return;
        }
        long deadline = deadlineNanos.getAsLong();
        if (set != null && Deadlines.isDue(setNanos, deadline)) {
            return;
        }
        cancel();
        setNanos = deadline;
        set = timer.schedule(ring, deadline - nowNanos, TimeUnit.NANOSECONDS);
    }

    void rang() {
        set = null;
    }

    private void cancel() {
        if (set != null) {
            set.cancel(false);
            set = null;
        }
    }
}
