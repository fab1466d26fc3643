package io.heliograph.gateway.connection;

import java.time.Duration;

/**
 * How a dead connection is told from a silent one, docs/protocol.md §4.11.
 *
 * @param pingInterval how often a ping is sent, whatever else goes over the connection: a client that only receives says nothing unless it is asked
 * @param idleTimeout after so long without hearing anything, the connection is closed
 */
public record KeepAlive(Duration pingInterval, Duration idleTimeout) {
    public KeepAlive {
        if (pingInterval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "gateway.connection.ping-interval must be at least PT1S, is " + pingInterval);
        }
        if (idleTimeout.compareTo(pingInterval.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("gateway.connection.idle-timeout (" + idleTimeout
                    + ") must be at least twice gateway.connection.ping-interval (" + pingInterval + ")");
        }
    }

    boolean isIdle(long lastHeardNanos, long nowNanos) {
        return untilIdle(lastHeardNanos, nowNanos) <= 0;
    }

    boolean isPingDue(long lastPingNanos, long nowNanos) {
        return untilPing(lastPingNanos, nowNanos) <= 0;
    }

    long untilIdle(long lastHeardNanos, long nowNanos) {
        return idleTimeout.toNanos() - (nowNanos - lastHeardNanos);
    }

    long untilPing(long lastPingNanos, long nowNanos) {
        return pingInterval.toNanos() - (nowNanos - lastPingNanos);
    }
}
