package io.heliograph.client.time;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Points of monotonic time in nanoseconds, which may wrap: they are compared by subtraction. */
public final class Deadlines {
    /** No delay that a server names is taken for longer: the sum must not wrap. */
    private static final Duration MAX_DELAY = Duration.ofDays(3650);

    private Deadlines() {}

    /** @param millis below zero counts as zero */
    public static long afterMillis(long millis, long nowNanos) {
        return nowNanos + TimeUnit.MILLISECONDS.toNanos(Math.clamp(millis, 0, MAX_DELAY.toMillis()));
    }

    public static boolean isDue(long deadlineNanos, long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    /** The first of two deadlines, either of which there may not be. */
    public static OptionalLong earliest(OptionalLong one, OptionalLong other) {
        if (one.isEmpty()) {
            return other;
        }
        return other.isEmpty() || one.getAsLong() - other.getAsLong() <= 0 ? one : other;
    }
}
