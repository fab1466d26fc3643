package io.heliograph.gateway.connection;

/** How late an event loop comes to a task that is due at a fixed rate: what everything else on it waits, too. Confined to its event loop. */
public final class LoopLag {
    private final long periodNanos;
    private long dueNanos;

    /** The first is due a period from now. */
    public LoopLag(long nowNanos, long periodNanos) {
        this.periodNanos = periodNanos;
        dueNanos = nowNanos + periodNanos;
    }

    /** @return nanoseconds since it was due, at least 0. Those that were missed by a whole period are not made up for. */
    public long onTick(long nowNanos) {
        long lateNanos = Math.max(0, nowNanos - dueNanos);
        dueNanos = lateNanos < periodNanos ? dueNanos + periodNanos : nowNanos + periodNanos;
        return lateNanos;
    }
}
