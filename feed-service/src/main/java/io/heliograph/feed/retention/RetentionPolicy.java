package io.heliograph.feed.retention;

import java.time.Duration;
import java.time.Instant;

/**
 * What is kept.
 *
 * @param age activities that were done longer ago are removed, and not taken
 * @param timelineLimit activities that one timeline keeps, the newest ones
 */
public record RetentionPolicy(Duration age, int timelineLimit) {
    /** A page, and what a new follower finds, should not be gone at once. */
    private static final int MIN_TIMELINE = 100;

    public RetentionPolicy {
        if (!age.isPositive()) {
            throw new IllegalArgumentException("feed.retention must be positive, is " + age);
        }
        if (timelineLimit < MIN_TIMELINE) {
            throw new IllegalArgumentException(
                    "feed.timeline-limit must be at least %d, is %d".formatted(MIN_TIMELINE, timelineLimit));
        }
    }

    /** Activities before it are too old. */
    public Instant cutoff(Instant now) {
        return now.minus(age);
    }
}
