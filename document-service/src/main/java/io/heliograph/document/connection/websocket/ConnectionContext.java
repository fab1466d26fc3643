package io.heliograph.document.connection.websocket;

import io.heliograph.document.access.DocumentToken;
import io.heliograph.document.access.TokenCodec;
import io.heliograph.document.editing.Rooms;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** What all connections share. */
record ConnectionContext(Vertx vertx, Rooms rooms, TokenCodec tokens, InstantSource clock, OpenEditors open) {
    Optional<DocumentToken> verify(String token) {
        return tokens.verify(token, clock.instant());
    }

    /** How long a token is valid yet, in milliseconds, at least 1: what a timer can wait. */
    long millisUntilExpiry(DocumentToken token) {
        return Math.max(1, Duration.between(clock.instant(), token.expiresAt()).toMillis());
    }
}
