package io.heliograph.gateway.connection;

/** How many frames a client may send, docs/protocol.md §2.2: on average, and at once. */
public record FrameRate(int perSecond, int burst) {
    public FrameRate {
        if (perSecond < 1) {
            throw new IllegalArgumentException(
                    "gateway.connection.frames-per-second must be at least 1, is " + perSecond);
        }
        if (burst < perSecond) {
            throw new IllegalArgumentException("gateway.connection.frame-burst (" + burst
                    + ") must not be less than gateway.connection.frames-per-second (" + perSecond + ")");
        }
    }
}
