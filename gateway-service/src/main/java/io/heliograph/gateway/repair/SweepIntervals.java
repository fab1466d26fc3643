package io.heliograph.gateway.repair;

import java.time.Duration;

/**
 * How often all channels are compared without a reason.
 *
 * @param withoutRegistry while Redis is away, and nothing comes over the wire
 */
public record SweepIntervals(Duration normal, Duration withoutRegistry) {
    public SweepIntervals {
        requirePositive("gateway.repair.sweep", normal);
        requirePositive("gateway.repair.sweep-without-redis", withoutRegistry);
        if (withoutRegistry.compareTo(normal) > 0) {
            throw new IllegalArgumentException("gateway.repair.sweep-without-redis (" + withoutRegistry
                    + ") must not be longer than gateway.repair.sweep (" + normal + ")");
        }
    }

    private static void requirePositive(String key, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(key + " must be longer than zero, is " + value);
        }
    }
}
