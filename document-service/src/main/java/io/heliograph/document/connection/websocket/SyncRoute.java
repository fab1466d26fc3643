package io.heliograph.document.connection.websocket;

import io.heliograph.document.access.DocumentToken;
import io.heliograph.document.access.TokenCodec;
import io.heliograph.document.editing.CloseCode;
import io.heliograph.document.editing.Rooms;
import io.heliograph.document.name.DocumentName;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /documents/sync/{name}}, docs/documents.md §2. Whoever is refused is let in first and then closed: browsers tell pages nothing of a refused upgrade, and the clients would try
 * again for ever.
 */
@Singleton
final class SyncRoute implements HttpServerOptionsCustomizer {
    /** What a client offers beside its token, because one offer has to be taken. */
    static final String SUBPROTOCOL = "heliograph.documents";

    private static final String PREFIX = "/documents/sync/";

    private final ConnectionContext shared;

    SyncRoute(Vertx vertx, Rooms rooms, TokenCodec tokens, InstantSource clock, OpenEditors open) {
        this.shared = new ConnectionContext(vertx, rooms, tokens, clock, open);
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.addWebSocketSubProtocol(SUBPROTOCOL);
    }

    void register(@Observes Router router) {
        router.routeWithRegex("/documents/sync/.+").handler(this::upgrade);
    }

    private void upgrade(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            context.next();
            return;
        }
        Optional<DocumentName> name = name(request.path());
        Optional<DocumentToken> token = token(request).flatMap(shared::verify);
        request.toWebSocket().onSuccess(socket -> admit(socket, name, token));
    }

    private void admit(ServerWebSocket socket, Optional<DocumentName> name, Optional<DocumentToken> token) {
        if (shared.open().isDraining()) {
            refuse(socket, CloseCode.DRAINING, "this process ends");
        } else if (name.isEmpty()) {
            refuse(socket, CloseCode.MALFORMED, "this is no name of a document");
        } else if (token.isEmpty()) {
            refuse(socket, CloseCode.UNAUTHENTICATED, "send a valid token");
        } else if (!token.get().document().equals(name.get())) {
            refuse(socket, CloseCode.FORBIDDEN, "the token is for another document");
        } else {
            new WebSocketEditor(socket, token.get(), shared).enter();
        }
    }

    private static void refuse(ServerWebSocket socket, CloseCode code, String reason) {
        socket.close((short) code.number(), reason);
    }

    /** Decoded once; a client of y-websocket leaves the slashes of a name as they are. */
    private static Optional<DocumentName> name(String path) {
        try {
            return Optional.of(new DocumentName(QueryStringDecoder.decodeComponent(
                    path.substring(PREFIX.length()).replace("+", "%2B"))));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> token(HttpServerRequest request) {
        @Nullable String query = request.getParam("token");
        if (query != null) {
            return Optional.of(query);
        }
        @Nullable String offered = request.getHeader("Sec-WebSocket-Protocol");
        return offered == null
                ? Optional.empty()
                : Arrays.stream(offered.split(","))
                        .map(String::strip)
                        .filter(offer -> !offer.equals(SUBPROTOCOL))
                        .findFirst();
    }
}
