package io.heliograph.gateway.connection;

import io.heliograph.contracts.protocol.CloseCode;

/** The hint in {@code closing}, docs/protocol.md §4.10 and §6, in milliseconds. */
final class RetryAfter {
    private RetryAfter() {}

    static long millis(CloseCode code) {
        return switch (code) {
            case RATE_LIMITED -> 10_000;
            case OVERLOADED -> 5_000;
            case SLOW_CONSUMER, INTERNAL_ERROR -> 1_000;
            case DRAINING,
                    HELLO_TIMEOUT,
                    INVALID_TOKEN,
                    TOKEN_EXPIRED,
                    REVOKED,
                    FORBIDDEN,
                    HEARTBEAT_TIMEOUT,
                    BAD_FRAME,
                    TOO_MANY,
                    STATE_UNCERTAIN,
                    REPLACED -> 0;
        };
    }
}
