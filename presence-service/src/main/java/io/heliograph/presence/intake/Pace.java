package io.heliograph.presence.intake;

/** At most so many a second, on average; the unused allowance of one second is kept. Times are monotonic nanoseconds. Safe for concurrent use. */
public final class Pace {
    private static final double NANOS_PER_SECOND = 1e9;

    private final int perSecond;
    private double allowance;
    private long lastNanos;

    public Pace(int perSecond, long nowNanos) {
        if (perSecond < 1) {
            throw new IllegalArgumentException("presence.republish-per-second must be at least 1, is " + perSecond);
        }
        this.perSecond = perSecond;
        this.allowance = perSecond;
        this.lastNanos = nowNanos;
    }

    /** Whether some may go now. What goes is told by {@link #went}, and may exceed the allowance: then the next ones wait longer. */
    public synchronized boolean allows(long nowNanos) {
        allowance = Math.min(perSecond, allowance + (nowNanos - lastNanos) / NANOS_PER_SECOND * perSecond);
        lastNanos = nowNanos;
        return allowance > 0;
    }

    public synchronized void went(int count) {
        allowance -= count;
    }
}
