package io.heliograph.gateway.admission;

import java.util.concurrent.TimeUnit;

/** How many handshakes are taken, on average and at once; a storm of reconnects is spread by it. Safe for concurrent use. */
public final class HandshakeBucket {
    private final int perSecond;
    private final int burst;
    private double tokens;
    private long lastNanos;

    public HandshakeBucket(int perSecond, int burst, long nowNanos) {
        if (perSecond < 1) {
            throw new IllegalArgumentException(
                    "gateway.admission.handshakes-per-second must be at least 1, is " + perSecond);
        }
        if (burst < perSecond) {
            throw new IllegalArgumentException("gateway.admission.handshake-burst (" + burst
                    + ") must not be less than gateway.admission.handshakes-per-second (" + perSecond + ")");
        }
        this.perSecond = perSecond;
        this.burst = burst;
        tokens = burst;
        lastNanos = nowNanos;
    }

    public synchronized boolean take(long nowNanos) {
        double earned = (nowNanos - lastNanos) * (double) perSecond / TimeUnit.SECONDS.toNanos(1);
        tokens = Math.min(burst, tokens + earned);
        lastNanos = nowNanos;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
