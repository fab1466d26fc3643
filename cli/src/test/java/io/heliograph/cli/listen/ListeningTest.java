package io.heliograph.cli.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.client.HeliographClient;
import io.heliograph.client.subscription.AcknowledgeMode;
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
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningTest {
    private static final ChannelName CHANNEL = new ChannelName("user:ann");
    private static final ChannelName FOREIGN = new ChannelName("user:bob");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long EPOCH = 7;
    private static final long MESSAGES = 3;

    private final Vertx vertx = Vertx.vertx();
    private final List<ClientFrame> received = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<String> status = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer gateway;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @BeforeEach
    void start() {
        gateway = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setWebSocketSubProtocols(List.of(Subprotocol.V1)))
                .webSocketHandler(socket -> socket.textMessageHandler(text -> handle(socket, text)));
        gateway.listen().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void printsThenRemembersThenAcknowledges() {
        Listening listening = listening(printed);
        listening.follow(CHANNEL, Start.BEGINNING);

        var _ = listening.begin();
        await().atMost(LIMIT)
                .until(() -> DeviceFile.open(folder, "ann", null)
                        .position(CHANNEL)
                        .equals(Optional.of(new Position(EPOCH, MESSAGES))));
        listening.stop().join();

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .hasSize((int) MESSAGES)
                .allSatisfy(line -> assertThat(line).startsWith("{\"op\":\"message\",\"channel\":\"user:ann\""));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(received)
                        .contains(new ClientFrame.Acknowledge(Map.of(CHANNEL, new Position(EPOCH, MESSAGES)))));
        assertThat(status).contains("connecting", "connected as c1");
    }

    @Test
    void forgetsNothingThatNobodyCouldRead() {
        Listening listening = listening(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        });
        listening.follow(CHANNEL, Start.BEGINNING);

        listening.begin().orTimeout(20, TimeUnit.SECONDS).join();
        listening.stop().join();

        assertThat(DeviceFile.open(folder, "ann", null).position(CHANNEL)).isEmpty();
        assertThat(received).noneMatch(ClientFrame.Acknowledge.class::isInstance);
    }

    @Test
    void endsWhenNoChannelIsLeft() {
        Listening listening = listening(printed);
        listening.follow(FOREIGN, Start.DEFAULT);

        CompletableFuture<Void> finished = listening.begin();

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(finished::join)
                .withCauseInstanceOf(PlatformProblem.class)
                .withMessageEndingWith("There is no channel left to listen to");
        assertThat(status).contains("user:bob: denied, not, or no longer, allowed");
        listening.stop().join();
    }

    private Listening listening(OutputStream out) {
        DeviceFile device = DeviceFile.open(folder, "ann", null);
        HeliographClient client = HeliographClient.builder(
                        URI.create("http://127.0.0.1:" + gateway.actualPort()), _ -> "token")
                .device(device.device())
                .acknowledgeMode(AcknowledgeMode.MANUAL)
                .build();
        return new Listening(
                client, device, new JsonLines(), new PrintStream(out, false, StandardCharsets.UTF_8), status::add);
    }

    private void handle(ServerWebSocket socket, String text) {
        if (!(ClientFrameDecoder.decode(text.getBytes(StandardCharsets.UTF_8))
                instanceof Inbound.Accepted(ClientFrame frame))) {
            throw new IllegalStateException("not a frame of a client: " + text);
        }
        received.add(frame);
        if (frame instanceof ClientFrame.Hello hello) {
            send(socket, new ServerFrame.Welcome("c1", "ann", 25_000, 3_600_000, Instant.EPOCH));
            hello.subscribe().forEach(request -> serve(socket, request.channel()));
        }
    }

    private static void serve(ServerWebSocket socket, ChannelName channel) {
        if (channel.equals(FOREIGN)) {
            send(socket, ServerFrame.Reset.denied(null, channel));
            return;
        }
        var head = new Position(EPOCH, MESSAGES);
        send(socket, new ServerFrame.Subscribed(null, channel, new Position(EPOCH, 0), head, true, false));
        for (long offset = 1; offset <= MESSAGES; offset++) {
            send(
                    socket,
                    new ServerFrame.Message(
                            channel, EPOCH, offset, "id-" + offset, "t", Instant.EPOCH, null, null, JsonBytes.of("1")));
        }
    }

    private static void send(ServerWebSocket socket, ServerFrame frame) {
        var _ = socket.writeTextMessage(new String(ServerFrameEncoder.encode(frame), StandardCharsets.UTF_8));
    }
}
