package io.heliograph.client.publishing;

import java.time.Duration;

/**
 * Keeps what the client sends below the rate at which a server refuses frames (docs/protocol.md §2.2: 20 per second, bursts of 60). Frames that must go count,
 * those that can wait ask first. Confined to its mailbox.
 */
public final class FrameAllowance {
    private static final int BURST = 40;
    private static final long NANOS_PER_FRAME = Duration.ofSeconds(1).toNanos() / 15;

    private double frames = BURST;
    private long countedNanos;

    public FrameAllowance(long nowNanos) {
        countedNanos = nowNanos;
    }

    public boolean takesMore(long nowNanos) {
        refill(nowNanos);
        return frames >= 1;
    }

    /** Counts a frame that was sent. */
    public void count(long nowNanos) {
        refill(nowNanos);
        frames--;
    }

    /** When {@link #takesMore} turns true. */
    public long takesMoreAtNanos(long nowNanos) {
        refill(nowNanos);
        return nowNanos + (long) Math.ceil(Math.max(0, 1 - frames) * NANOS_PER_FRAME);
    }

    private void refill(long nowNanos) {
        frames = Math.min(BURST, frames + (double) (nowNanos - countedNanos) / NANOS_PER_FRAME);
        countedNanos = nowNanos;
    }
}
