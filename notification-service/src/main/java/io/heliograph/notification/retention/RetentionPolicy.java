package io.heliograph.notification.retention;

import java.time.Duration;
import java.time.Instant;

/**
 * What inboxes keep.
 *
 * @param age what happened longer ago is deleted
 * @param perUser of the notifications that a user's inbox shows so many are kept, the newest; and as many of those that are kept to be explained only
 */
public record RetentionPolicy(Duration age, int perUser) {
    /** Within a day a repeated event has to find its row, or it would be shown once more (docs/events.md §8). */
    private static final Duration MIN_AGE = Duration.ofDays(1);
    /** What one page shows should not be gone at once. */
    private static final int MIN_PER_USER = 200;

    public RetentionPolicy {
        if (age.compareTo(MIN_AGE) < 0) {
            throw new IllegalArgumentException(
                    "notification.retention.age must be at least %s, is %s".formatted(MIN_AGE, age));
        }
        if (perUser < MIN_PER_USER) {
            throw new IllegalArgumentException(
                    "notification.retention.per-user must be at least %d, is %d".formatted(MIN_PER_USER, perUser));
        }
    }

    /** What happened before is too old. */
    public Instant cutoff(Instant now) {
        return now.minus(age);
    }
}
