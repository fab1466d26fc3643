package io.heliograph.client;

import static java.util.Objects.requireNonNull;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.contracts.protocol.ClientFrameDecoder;
import io.heliograph.contracts.protocol.Inbound;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.protocol.ServerFrameEncoder;
import io.heliograph.contracts.protocol.Subprotocol;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** A real WebSocket server with one channel of a fixed number of messages, whose data is their offset. */
final class GatewayStub implements AutoCloseable {
    static final ChannelName CHANNEL = new ChannelName("room:1");
    private static final long EPOCH = 7;

    private final Vertx vertx = Vertx.vertx();
    private final long messages;
    private final List<ClientFrame> received = new CopyOnWriteArrayList<>();
    private final List<Integer> closeCodes = new CopyOnWriteArrayList<>();
    private final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final HttpServer server;

    GatewayStub(long messages, String subprotocol) {
        this.messages = messages;
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setWebSocketSubProtocols(List.of(subprotocol)))
                .webSocketHandler(this::connected);
        server.listen().toCompletionStage().toCompletableFuture().join();
    }

    static GatewayStub with(long messages) {
        return new GatewayStub(messages, Subprotocol.V1);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    <F extends ClientFrame> List<F> received(Class<F> type) {
        return received.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Integer> closeCodes() {
        return closeCodes;
    }

    void sendToAll(ServerFrame frame) {
        sockets.forEach(socket -> send(socket, frame));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void connected(ServerWebSocket socket) {
        sockets.add(socket);
        socket.textMessageHandler(text -> handle(socket, text));
        socket.closeHandler(_ -> {
            sockets.remove(socket);
            Short code = socket.closeStatusCode();
            closeCodes.add(code == null ? 0 : (int) code);
        });
    }

    private void handle(ServerWebSocket socket, String text) {
        Inbound inbound = ClientFrameDecoder.decode(text.getBytes(StandardCharsets.UTF_8));
        if (!(inbound instanceof Inbound.Accepted(ClientFrame frame))) {
            throw new IllegalStateException("not a frame of a client: " + text);
        }
        received.add(frame);
        switch (frame) {
            case ClientFrame.Hello hello -> {
                send(
                        socket,
                        new ServerFrame.Welcome(
                                "c" + connections.incrementAndGet(), "ann", 25_000, 3_600_000, Instant.EPOCH));
                hello.subscribe().forEach(request -> serve(socket, request.start()));
            }
            case ClientFrame.Publish publish ->
                send(socket, new ServerFrame.Published(requireNonNull(publish.ref()), publish.id()));
            case ClientFrame.History history -> answer(socket, history);
            default -> {}
        }
    }

    private void answer(ServerWebSocket socket, ClientFrame.History request) {
        Position before = request.before();
        long newest = before == null ? messages : before.offset();
        long oldest = Math.max(1, newest - request.limit() + 1);
        List<ServerFrame> frames = LongStream.rangeClosed(oldest, newest)
                .mapToObj(GatewayStub::message)
                .toList();
        send(
                socket,
                new ServerFrame.History(request.ref(), CHANNEL, new Position(EPOCH, oldest - 1), oldest > 1, frames));
    }

    private void serve(ServerWebSocket socket, Start start) {
        long after = start instanceof Start.After(Position position) ? position.offset() : 0;
        send(
                socket,
                new ServerFrame.Subscribed(
                        null, CHANNEL, new Position(EPOCH, after), new Position(EPOCH, messages), true, false));
        for (long offset = after + 1; offset <= messages; offset++) {
            send(socket, message(offset));
        }
    }

    private static ServerFrame message(long offset) {
        return new ServerFrame.Message(
                CHANNEL, EPOCH, offset, "id-" + offset, "test", Instant.EPOCH, null, null, data(offset));
    }

    /** Long enough for several WebSocket frames' worth of buffers now and then. */
    static JsonBytes data(long offset) {
        return JsonBytes.of("{\"n\" : " + offset + ",\"text\":\"ä" + "x".repeat((int) (offset % 50) * 1_000) + "\"}");
    }

    private static void send(ServerWebSocket socket, ServerFrame frame) {
        var _ = socket.writeTextMessage(
                Buffer.buffer(ServerFrameEncoder.encode(frame)).toString(StandardCharsets.UTF_8));
    }
}
