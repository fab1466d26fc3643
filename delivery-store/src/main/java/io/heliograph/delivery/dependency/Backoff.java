package io.heliograph.delivery.dependency;

import java.time.Duration;

/** The pauses between attempts: each twice the one before, up to a bound. Confined to one thread. */
public final class Backoff {
    private final Duration first;
    private final Duration max;
    private Duration next;

    public Backoff(Duration first, Duration max) {
        this.first = first;
        this.max = max;
        this.next = first;
    }

    public Duration next() {
        Duration current = next;
        Duration doubled = current.multipliedBy(2);
        next = doubled.compareTo(max) > 0 ? max : doubled;
        return current;
    }

    /** After a success the next pause is the first again. */
    public void reset() {
        next = first;
    }
}
