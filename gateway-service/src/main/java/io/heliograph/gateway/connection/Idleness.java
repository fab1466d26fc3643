package io.heliograph.gateway.connection;

import java.util.concurrent.TimeUnit;

/**
 * Whether the person at a connection is idle, as the client says, docs/protocol.md §3.11: told at most once in five seconds, the last word in any case. Confined to
 * its event loop.
 */
final class Idleness {
    static final long MIN_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Nothing more is to be done. */
    static final long NOTHING = -1;

    private boolean idle;
    private boolean told;
    private boolean waiting;
    private long toldNanos;

    Idleness(long nowNanos) {
        toldNanos = nowNanos - MIN_INTERVAL_NANOS;
    }

    /**
     * The client says so.
     *
     * @return after how many nanoseconds {@link #due} is to be asked; 0 for at once, {@link #NOTHING} when it need not be
     */
    long say(boolean nowIdle, long nowNanos) {
        idle = nowIdle;
        if (waiting || idle == told) {
            return NOTHING;
        }
        waiting = true;
        return Math.max(0, toldNanos + MIN_INTERVAL_NANOS - nowNanos);
    }

    /** Whether what was said last is news; then it counts as told. */
    boolean due(long nowNanos) {
        waiting = false;
        if (idle == told) {
            return false;
        }
        told = idle;
        toldNanos = nowNanos;
        return true;
    }

    boolean isIdle() {
        return idle;
    }
}
