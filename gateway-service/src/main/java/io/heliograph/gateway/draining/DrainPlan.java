package io.heliograph.gateway.draining;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a planned end goes.
 *
 * @param window over which the clients are asked to move, each at a time of its own
 * @param grace how long they have afterwards before they are closed
 */
public record DrainPlan(Duration window, Duration grace) {
    private static final Duration LONGEST = Duration.ofHours(1);

    public DrainPlan {
        require("gateway.draining.window", window);
        require("gateway.draining.grace", grace);
    }

    /** When a client is asked to move. */
    Duration moveAfter(RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(window.toMillis() + 1));
    }

    Duration total() {
        return window.plus(grace);
    }

    private static void require(String key, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(key + " must be PT0S to " + LONGEST + ", is " + value);
        }
    }
}
