package io.heliograph.gateway.publishing;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes may be under way to Kafka: beyond it, publishing is unavailable instead of the memory used up. Safe for concurrent use. */
public final class ByteBudget {
    private final long maxBytes;
    private final AtomicLong usedBytes = new AtomicLong();

    public ByteBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes the bytes, or nothing when they do not fit. */
    public boolean take(long bytes) {
        if (usedBytes.addAndGet(bytes) <= maxBytes) {
            return true;
        }
        usedBytes.addAndGet(-bytes);
        return false;
    }

    public void giveBack(long bytes) {
        usedBytes.addAndGet(-bytes);
    }

    public long usedBytes() {
        return usedBytes.get();
    }
}
