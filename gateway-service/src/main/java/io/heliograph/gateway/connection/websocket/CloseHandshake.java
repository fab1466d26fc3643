package io.heliograph.gateway.connection.websocket;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** How long a client has to answer the close frame before its socket is closed without (RFC 6455 §7.1.1); the framework would wait for 10 s. */
@Singleton
final class CloseHandshake implements HttpServerOptionsCustomizer {
    static final int SECONDS = 3;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setWebSocketClosingTimeout(SECONDS);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setWebSocketClosingTimeout(SECONDS);
    }
}
