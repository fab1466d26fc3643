package io.heliograph.gateway.connection;

import java.util.concurrent.TimeUnit;

/** Counts a connection's frames against its {@link FrameRate}: a token bucket, and a memory of the last refusals. Confined to its event loop. */
final class FrameRateLimit {
    /** Refusals within {@link #STRIKE_WINDOW_NANOS} that end the connection. */
    private static final int MAX_STRIKES = 3;

    private static final long STRIKE_WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final FrameRate rate;
    private double tokens;
    private long lastNanos;
    private int strikes;
    private long firstStrikeNanos;

    enum Verdict {
        PASS,
        /** The frame is not carried out. */
        REFUSE,
        CLOSE
    }

    FrameRateLimit(FrameRate rate, long nowNanos) {
        this.rate = rate;
        tokens = rate.burst();
        lastNanos = nowNanos;
    }

    Verdict onFrame(long nowNanos) {
        double earned = (nowNanos - lastNanos) * (double) rate.perSecond() / TimeUnit.SECONDS.toNanos(1);
        tokens = Math.min(rate.burst(), tokens + earned);
        lastNanos = nowNanos;
        if (tokens >= 1) {
            tokens--;
            return Verdict.PASS;
        }
        if (strikes == 0 || nowNanos - firstStrikeNanos > STRIKE_WINDOW_NANOS) {
            strikes = 0;
            firstStrikeNanos = nowNanos;
        }
        strikes++;
        return strikes < MAX_STRIKES ? Verdict.REFUSE : Verdict.CLOSE;
    }
}
