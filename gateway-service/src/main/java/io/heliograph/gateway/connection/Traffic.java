package io.heliograph.gateway.connection;

/** What went over a connection, and when something did last; monotonic nanoseconds. Confined to its event loop. */
final class Traffic {
    private final long startedNanos;
    private long lastHeardNanos;
    private long lastSentNanos;
    private long sentFrames;
    private long sentBytes;
    private long receivedFrames;

    Traffic(long nowNanos) {
        startedNanos = nowNanos;
        lastHeardNanos = nowNanos;
        lastSentNanos = nowNanos;
    }

    void heard(long nowNanos) {
        lastHeardNanos = nowNanos;
        receivedFrames++;
    }

    void sent(int bytes, long nowNanos) {
        lastSentNanos = nowNanos;
        sentFrames++;
        sentBytes += bytes;
    }

    long startedNanos() {
        return startedNanos;
    }

    long lastHeardNanos() {
        return lastHeardNanos;
    }

    long lastSentNanos() {
        return lastSentNanos;
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
