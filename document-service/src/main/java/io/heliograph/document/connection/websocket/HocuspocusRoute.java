package io.heliograph.document.connection.websocket;

import io.heliograph.document.access.TokenCodec;
import io.heliograph.document.editing.CloseCode;
import io.heliograph.document.editing.Rooms;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** {@code /documents/hocuspocus}, docs/documents.md §2: what {@code @hocuspocus/provider} 4 speaks. */
@Singleton
final class HocuspocusRoute {
    private static final String PATH = "/documents/hocuspocus";

    private final ConnectionContext shared;

    HocuspocusRoute(Vertx vertx, Rooms rooms, TokenCodec tokens, InstantSource clock, OpenEditors open) {
        this.shared = new ConnectionContext(vertx, rooms, tokens, clock, open);
    }

    void register(@Observes Router router) {
        router.get(PATH).handler(this::upgrade);
    }

    private void upgrade(RoutingContext context) {
        if (!"websocket".equalsIgnoreCase(context.request().getHeader(HttpHeaders.UPGRADE))) {
            context.next();
            return;
        }
        context.request().toWebSocket().onSuccess(this::admit);
    }

    private void admit(ServerWebSocket socket) {
        if (shared.open().isDraining()) {
            socket.close((short) CloseCode.DRAINING.number(), "this process ends");
            return;
        }
        new HocuspocusSocket(socket, shared).start();
    }
}
