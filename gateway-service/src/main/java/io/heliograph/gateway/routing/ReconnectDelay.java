package io.heliograph.gateway.routing;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before Redis is dialled again: half of a doubling bound, and up to the whole of it by chance, so that the pods do not all come at once. */
public final class ReconnectDelay {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int MAX_DOUBLINGS = 5;

    private final RandomGenerator random;

    public ReconnectDelay(RandomGenerator random) {
        this.random = random;
    }

    /** @param attempt how many failed in a row, from 0 */
    public long millis(int attempt) {
        long bound = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempt, MAX_DOUBLINGS));
        return bound / 2 + random.nextLong(bound / 2 + 1);
    }
}
