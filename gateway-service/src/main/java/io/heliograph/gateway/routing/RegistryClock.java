package io.heliograph.gateway.routing;

import java.util.concurrent.TimeUnit;

/** Redis' clock as of one reading, carried on by this side's monotonic one. */
public record RegistryClock(long redisMillis, long readAtNanos) {
    public long millis(long nowNanos) {
        return redisMillis + TimeUnit.NANOSECONDS.toMillis(nowNanos - readAtNanos);
    }
}
