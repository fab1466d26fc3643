package io.heliograph.document.editing;

import java.time.Duration;

/** How fast a connection may send, docs/documents.md §9: more is read later, not lost. Confined to the connection's event loop. */
public final class Pace {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long BURST = 5 * SECOND;
    private static final long MESSAGES = 60;
    private static final long BYTES = 512 * 1024;

    /** When everything sent so far would have been sent at an even pace. */
    private long paidUntilNanos;

    public Pace(long nowNanos) {
        paidUntilNanos = nowNanos;
    }

    /** @return how long to wait before the next message is read, in nanoseconds; 0 mostly */
    public long delayAfter(int bytes, long nowNanos) {
        long cost = Math.max(SECOND / MESSAGES, bytes * (SECOND / BYTES));
        paidUntilNanos = (paidUntilNanos - nowNanos < 0 ? nowNanos : paidUntilNanos) + cost;
        return Math.max(0, paidUntilNanos - nowNanos - BURST);
    }
}
