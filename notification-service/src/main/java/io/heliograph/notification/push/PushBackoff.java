package io.heliograph.notification.push;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a notification is looked at again: after twice as long each time, or when a push service says so, whichever is later. */
public record PushBackoff(Duration min, Duration max) {
    private static final int MAX_DOUBLINGS = 20;

    public PushBackoff {
        if (min.isNegative() || min.isZero() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException(
                    "notification.push.retry-min (%s) must be positive and at most retry-max (%s)".formatted(min, max));
        }
    }

    /** @param attempts so far, at least one */
    public Instant next(int attempts, @Nullable Duration asked, Instant now) {
        Duration doubled = min.multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS));
        Duration own = doubled.compareTo(max) < 0 ? doubled : max;
        return now.plus(asked != null && asked.compareTo(own) > 0 ? asked : own);
    }
}
