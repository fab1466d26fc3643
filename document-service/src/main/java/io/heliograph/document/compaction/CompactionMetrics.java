package io.heliograph.document.compaction;

import java.time.Duration;

/** What is counted of compaction. */
public interface CompactionMetrics {
    /**
     * A snapshot was stored.
     *
     * @param rows that it was merged from: updates, and the snapshot before
     * @param before bytes of what it was merged from
     * @param after bytes of it, before it is compressed
     */
    void compacted(int rows, long before, long after, Duration took);

    /** Another process is at it, or was faster. */
    void skipped();

    /** What was merged lacked something, and is not used. */
    void quarantined();
}
