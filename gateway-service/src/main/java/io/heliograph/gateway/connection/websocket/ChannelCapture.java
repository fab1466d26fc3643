package io.heliograph.gateway.connection.websocket;

import io.netty.channel.Channel;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes from the handshake what the connection needs: the Netty channel and a bearer token. The rest is dropped, because the framework keeps all headers for as long as the connection is open. */
@Singleton
final class ChannelCapture implements HttpUpgradeCheck {
    static final TypedKey<Handshake> HANDSHAKE = new TypedKey<>("handshake");

    private static final String BEARER = "bearer ";

    /** What the upgrade itself still reads. */
    private static final List<String> NEEDED = List.of("host", "upgrade", "connection");

    private static final String NEEDED_PREFIX = "sec-websocket-";

    record Handshake(Channel channel, @Nullable String token, HttpServerRequest request) {
        /** The framework keeps the request for as long as the connection is open; nobody reads its headers, or those of the answer, after the upgrade. */
        void forgetHeaders() {
            request.headers().clear();
            request.response().headers().clear();
        }
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        HttpServerRequest request = context.httpRequest();
        context.userData().put(HANDSHAKE, new Handshake(channelOf(request), tokenOf(request), request));
        request.headers().names().stream()
                .filter(name -> !isNeeded(name.toLowerCase(Locale.ROOT)))
                .toList()
                .forEach(request.headers()::remove);
        return CheckResult.permitUpgrade();
    }

    private static Channel channelOf(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase connection) {
            return connection.channelHandlerContext().channel();
        }
        throw new IllegalStateException("connection must be a " + ConnectionBase.class + ", is "
                + request.connection().getClass());
    }

    private static @Nullable String tokenOf(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    private static boolean isNeeded(String name) {
        return NEEDED.contains(name) || name.startsWith(NEEDED_PREFIX);
    }
}
