package io.heliograph.client.connection;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: full jitter, docs/protocol.md §5.2.
 *
 * @param first the bound of the first delay; doubled with each failure in a row
 * @param max the bound of all
 */
public record Backoff(Duration first, Duration max) {
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    private static final int MAX_DOUBLINGS = 30;

    public Backoff {
        if (!first.isPositive() || first.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "back-off must grow from a positive delay (%s) to one not shorter (%s)".formatted(first, max));
        }
    }

    /** @param failures in a row, before this one */
    public Duration delay(int failures, RandomGenerator random) {
        long bound = first.toNanos() << Math.min(failures, MAX_DOUBLINGS);
        boolean overflowed = bound >> Math.min(failures, MAX_DOUBLINGS) != first.toNanos();
        long bounded = overflowed ? max.toNanos() : Math.min(bound, max.toNanos());
        return Duration.ofNanos(random.nextLong(bounded + 1));
    }
}
