package io.heliograph.gateway.connection;

import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.gateway.connection.ConnectionState.Authenticating;
import io.heliograph.gateway.connection.ConnectionState.AwaitingHello;
import io.heliograph.gateway.connection.ConnectionState.Closed;
import io.heliograph.gateway.connection.ConnectionState.Open;

/** What the passing of time asks of a connection: deadlines of the hello, keep-alive (docs/protocol.md §4.11) and the token's expiry (§4.1). */
sealed interface Due {

    /** @param nanos until the next look; at least 0 */
    record Later(long nanos) implements Due {}

    record Ping() implements Due {}

    record Close(CloseCode code) implements Due {}

    /** No further look is needed. */
    record Nothing() implements Due {}

    static Due of(ConnectionState state, KeepAlive keepAlive, Traffic traffic, long nowNanos) {
        return switch (state) {
            case AwaitingHello awaiting -> deadline(awaiting.deadlineNanos(), nowNanos, CloseCode.HELLO_TIMEOUT);
            case Authenticating authenticating ->
                deadline(authenticating.deadlineNanos(), nowNanos, CloseCode.OVERLOADED);
            case Open(Session session) -> open(session.untilExpiryNanos(nowNanos), keepAlive, traffic, nowNanos);
            case Closed _ -> new Nothing();
        };
    }

    private static Due deadline(long deadlineNanos, long nowNanos, CloseCode code) {
        long left = deadlineNanos - nowNanos;
        return left > 0 ? new Later(left) : new Close(code);
    }

    private static Due open(long untilExpiryNanos, KeepAlive keepAlive, Traffic traffic, long nowNanos) {
        if (keepAlive.isIdle(traffic.lastHeardNanos(), nowNanos)) {
            return new Close(CloseCode.HEARTBEAT_TIMEOUT);
        }
        if (untilExpiryNanos <= 0) {
            return new Close(CloseCode.TOKEN_EXPIRED);
        }
        if (keepAlive.isPingDue(traffic.lastPingNanos(), nowNanos)) {
            return new Ping();
        }
        long untilIdle = keepAlive.untilIdle(traffic.lastHeardNanos(), nowNanos);
        long untilPing = keepAlive.untilPing(traffic.lastPingNanos(), nowNanos);
        return new Later(Math.min(untilExpiryNanos, Math.min(untilIdle, untilPing)));
    }
}
