package io.heliograph.presence.intake;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Up to which moment everything that had been written to a partition was read. A grace must not end before: the event that somebody came back may stand
 * unread in Kafka, or still be with a gateway that could not reach it. No clocks of two machines are compared. Confined to one thread at a time.
 */
public final class CaughtUp {
    /** Kafka's end is asked for about once a second: a longer pause means that it was away. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Duration afterPause;
    private @Nullable Instant lastAskedAt;
    private Instant trustedFrom = Instant.MIN;
    private long markEnd;
    private @Nullable Instant markAt;
    private Instant until = Instant.MIN;

    /** @param afterPause how long after Kafka was away the gateways are given to write what they kept */
    public CaughtUp(Duration afterPause) {
        this.afterPause = afterPause;
    }

    /**
     * Kafka said where the partition ends.
     *
     * @param askedAt before the question
     */
    public void end(long end, Instant askedAt) {
        if (lastAskedAt != null && Duration.between(lastAskedAt, askedAt).compareTo(LONGEST_PAUSE) > 0) {
            trustedFrom = askedAt.plus(afterPause);
        }
        lastAskedAt = askedAt;
        if (markAt == null && !askedAt.isBefore(trustedFrom)) {
            markEnd = end;
            markAt = askedAt;
        }
    }

    /** Everything before this position was taken in. */
    public void position(long position) {
        if (markAt != null && position >= markEnd) {
            until = markAt;
            markAt = null;
        }
    }

    /** {@link Instant#MIN} as long as it is not known. */
    public Instant until() {
        return until;
    }
}
