package io.heliograph.gateway.connection.websocket;

import io.heliograph.gateway.admission.Admission;
import io.heliograph.gateway.connection.Connection;
import io.heliograph.gateway.connection.ConnectionServices;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * Hands what happens on a socket to its {@link Connection}, docs/protocol.md §2.1. All callbacks run on the socket's event loop in the order of arrival; {@code CONCURRENT}
 * only means that the framework puts no queue before them.
 */
@WebSocket(path = GatewayEndpoint.PATH, inboundProcessingMode = InboundProcessingMode.CONCURRENT)
public final class GatewayEndpoint {
    static final String PATH = "/connect";

    private static final TypedKey<Connection> CONNECTION = new TypedKey<>("connection");

    private final ConnectionServices services;
    private final ConnectionLoops loops;
    private final ConnectionIds ids;
    private final Admission admission;

    GatewayEndpoint(ConnectionServices services, ConnectionLoops loops, ConnectionIds ids, Admission admission) {
        this.services = services;
        this.loops = loops;
        this.ids = ids;
        this.admission = admission;
    }

    @OnOpen
    @NonBlocking
    void onOpen(WebSocketConnection webSocket) {
        ChannelCapture.Handshake handshake = webSocket.userData().remove(ChannelCapture.HANDSHAKE);
        var socket = new NettySocket(handshake.channel(), webSocket);
        var connection = new Connection(
                ids.next(), services, loops.of(handshake.channel().eventLoop()), socket, handshake.token());
        handshake.forgetHeaders();
        admission.entered();
        webSocket.userData().put(CONNECTION, connection);
        socket.attach(connection::onWritable);
        connection.start();
    }

    @OnTextMessage
    @NonBlocking
    void onText(WebSocketConnection webSocket, String text) {
        connectionOf(webSocket).onText(text.getBytes(StandardCharsets.UTF_8));
    }

    @OnBinaryMessage
    @NonBlocking
    void onBinary(WebSocketConnection webSocket, @SuppressWarnings("unused") Buffer message) {
        connectionOf(webSocket).onUnusable();
    }

    /** The framework reports here what it cannot read: a message beyond its bound. A broken socket is reported too, and its close follows. */
    @OnError
    @NonBlocking
    void onError(WebSocketConnection webSocket, Throwable failure) {
        Connection connection = webSocket.userData().get(CONNECTION);
        if (connection != null && failure instanceof IllegalStateException) {
            connection.onUnusable();
        }
    }

    @OnClose
    @NonBlocking
    void onClose(WebSocketConnection webSocket, CloseReason reason) {
        admission.left();
        connectionOf(webSocket).onSocketClosed(reason.getCode());
    }

    private static Connection connectionOf(WebSocketConnection webSocket) {
        return webSocket.userData().get(CONNECTION);
    }
}
