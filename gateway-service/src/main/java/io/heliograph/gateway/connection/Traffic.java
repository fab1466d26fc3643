package io.heliograph.gateway.connection;

/** What went over a connection, when the client was heard last and pinged last; monotonic nanoseconds. Confined to its event loop. */
final class Traffic {
    private final long startedNanos;
    private long lastHeardNanos;
    private long lastPingNanos;
    private long sentFrames;
    private long sentBytes;
    private long receivedFrames;

    Traffic(long nowNanos) {
        startedNanos = nowNanos;
        lastHeardNanos = nowNanos;
        lastPingNanos = nowNanos;
    }

    void heard(long nowNanos) {
        lastHeardNanos = nowNanos;
        receivedFrames++;
    }

    void pinged(long nowNanos) {
        lastPingNanos = nowNanos;
    }

    void sent(int bytes) {
        sentFrames++;
        sentBytes += bytes;
    }

    long startedNanos() {
        return startedNanos;
    }

    long lastHeardNanos() {
        return lastHeardNanos;
    }

    long lastPingNanos() {
        return lastPingNanos;
    }

    long sentFrames() {
        return sentFrames;
    }

    long sentBytes() {
        return sentBytes;
    }

    long receivedFrames() {
        return receivedFrames;
    }
}
