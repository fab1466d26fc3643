package io.heliograph.gateway.connection.websocket;

import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.security.SecureRandom;

/** Draws ids of connections: 96 random bits, so that they are unique across pods and restarts. Safe for concurrent use. */
@Singleton
final class ConnectionIds {
    private static final int BITS = 96;
    private static final int RADIX = 36;

    private final SecureRandom random = new SecureRandom();

    String next() {
        return "c" + new BigInteger(BITS, random).toString(RADIX);
    }
}
