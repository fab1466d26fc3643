package io.heliograph.document.compaction;

import java.time.Duration;

/**
 * When the updates behind the newest snapshot are worth another one, docs/documents.md §10.
 *
 * @param maxRows of them
 * @param maxBytes of them
 * @param idle how long nothing is appended before fewer are enough
 * @param idleRows how many are enough then
 */
public record CompactionPolicy(long maxRows, long maxBytes, Duration idle, long idleRows) {
    /** Fewer are read as fast as a snapshot, which would only be one more copy. */
    private static final long IDLE_ROWS = 10;

    public CompactionPolicy {
        if (maxRows < idleRows || idleRows < 1) {
            throw new IllegalArgumentException("maxRows (%d) must be %d at least".formatted(maxRows, idleRows));
        }
    }

    public static CompactionPolicy of(long maxRows, long maxBytes, Duration idle) {
        return new CompactionPolicy(maxRows, maxBytes, idle, Math.min(IDLE_ROWS, maxRows));
    }

    /** @param idleNanos how long nothing was appended */
    boolean isDue(long rows, long bytes, long idleNanos) {
        return rows >= maxRows || bytes >= maxBytes || (rows >= idleRows && isIdle(idleNanos));
    }

    boolean isIdle(long idleNanos) {
        return idleNanos >= idle.toNanos();
    }
}
