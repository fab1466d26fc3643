package io.heliograph.feed.retry;

import java.time.Duration;

/**
 * When to try again after failures of the infrastructure: for ever, each time after twice as long. Times are monotonic
 * nanoseconds. Confined to the thread that reads; {@link #isWaiting()} may be asked by any.
 */
public final class RetrySchedule {
    private static final int MAX_DOUBLINGS = 16;

    private final Duration min;
    private final Duration max;
    private int failures;
    private long dueNanos;
    private volatile boolean waiting;

    public RetrySchedule(Duration min, Duration max) {
        if (min.isNegative() || min.isZero() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException(
                    "feed.retry-min (%s) must be positive and at most retry-max (%s)".formatted(min, max));
        }
        this.min = min;
        this.max = max;
    }

    /** @return how long to wait */
    public Duration failed(long nowNanos) {
        Duration delay = min.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        Duration bounded = delay.compareTo(max) < 0 ? delay : max;
        failures++;
        dueNanos = nowNanos + bounded.toNanos();
        waiting = true;
        return bounded;
    }

    /** @return whether this ends a series of failures */
    public boolean succeeded() {
        boolean recovered = failures > 0;
        failures = 0;
        waiting = false;
        return recovered;
    }

    public boolean isDue(long nowNanos) {
        return failures == 0 || nowNanos - dueNanos >= 0; // subtract: nanoTime may wrap
    }

    /** Whether the last attempt failed. */
    public boolean isWaiting() {
        return waiting;
    }
}
