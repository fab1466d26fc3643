package io.heliograph.gateway.connection.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.wire.PodMessage.Publication;
import io.heliograph.gateway.history.History;
import io.heliograph.gateway.lifecycle.Acknowledgements;
import io.heliograph.gateway.publishing.EventPublisher;
import io.heliograph.gateway.routing.PodListener;
import io.heliograph.gateway.routing.Routes;
import io.heliograph.gateway.testing.InMemoryPorts;
import io.heliograph.gateway.testing.MemoryStore;
import io.heliograph.gateway.testing.PortDoubles;
import io.heliograph.gateway.testing.TestClient;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(InMemoryPorts.class)
@NullUnmarked // the container fills the fields
class GatewayEndpointTest {
    @TestHTTPResource("/connect")
    URI http;

    // By the ports' own types: the container looks at these fields in the other profiles, too, where other adapters
    // stand behind them.
    @Inject
    History history;

    @Inject
    PodListener wire;

    @Inject
    Acknowledgements acknowledgements;

    @Inject
    EventPublisher publisher;

    @Inject
    Routes routes;

    @Inject
    Vertx vertx;

    @Inject
    MeterRegistry meters;

    private static final int ABNORMAL_CLOSURE = 1006;

    private MemoryStore store;
    private ChannelName room;
    private TestClient bystander;

    @BeforeEach
    void connectABystander() {
        store = (MemoryStore) history;
        room = new ChannelName("room:" + System.nanoTime());
        bystander = connect().hello("bob", subscription(room));
        bystander.next("subscribed");
    }

    @AfterEach
    void theBystanderNoticedNothing() {
        bystander.expectNothingElse();
        bystander.close();
    }

    @Test
    void deliversWhatIsPublishedAfterSubscribing() {
        TestClient ann = connect().hello("ann", subscription(room));
        ann.next("subscribed");

        Publication publication = store.append(room, "{\"text\":\"héllo\"}");
        wire.onBatch(List.of(publication));

        JsonNode message = ann.next("message");
        assertThat(message.path("offset").asLong()).isEqualTo(1);
        assertThat(message.path("id").asText()).isEqualTo(publication.id());
        assertThat(message.path("data").toString()).isEqualTo("{\"text\":\"héllo\"}");
        bystander.next("message");
    }

    /** A timer and its tags for as long as a connection is open are memory for nothing: connections have metrics of their own. */
    @Test
    void isNotTimedAsARequest() {
        assertThat(meters.getMeters())
                .extracting(Meter::getId)
                .noneMatch(
                        id -> id.getName().startsWith("http.server.") && GatewayEndpoint.PATH.equals(id.getTag("uri")));
    }

    @Test
    void selectsTheSubprotocol() {
        assertThat(bystander.subprotocol()).isEqualTo("heliograph.v1");
    }

    @Test
    void deliversWhatWasMissedSinceThePosition() {
        var own = new ChannelName("user:carol" + System.nanoTime());
        IntStream.rangeClosed(1, 250).forEach(i -> store.append(own, String.valueOf(i)));
        Position position = store.head(own).at(7);

        TestClient carol =
                connect().hello(own.id(), "{\"channel\":\"%s\",\"position\":\"%s\"}".formatted(own, position));

        JsonNode subscribed = carol.next("subscribed");
        assertThat(subscribed.path("resumed").asBoolean()).isTrue();
        assertThat(subscribed.path("position").asText()).isEqualTo(position.toString());
        assertThat(carol.next("message", 243))
                .extracting(message -> message.path("offset").asLong())
                .isEqualTo(IntStream.rangeClosed(8, 250).mapToObj(i -> (long) i).toList());
    }

    @Test
    void repairsAGapWhenTheNextPublicationRevealsIt() {
        store.append(room, "1");
        store.append(room, "2");
        Publication third = store.append(room, "3");

        wire.onBatch(List.of(third));

        assertThat(bystander.next("message", 3))
                .extracting(message -> message.path("offset").asLong())
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void publishesForAClientThatMay() {
        TestClient ann = connect().hello("ann");

        ann.send("{\"op\":\"publish\",\"ref\":\"1\",\"channel\":\"%s\",\"id\":\"i1\",\"type\":\"chat\",\"data\":{}}"
                .formatted(room));

        assertThat(ann.next("published").path("id").asText()).isEqualTo("i1");
        assertThat(((PortDoubles.PublishedEvents) publisher).events())
                .anySatisfy(event -> assertThat(event.getSource().toString()).isEqualTo("/users/ann"));
    }

    @Test
    void acknowledgesNoMoreThanWasWritten() {
        store.append(room, "1");
        TestClient ann = connect().hello("ann", "{\"channel\":\"%s\",\"since\":\"beginning\"}".formatted(room));
        ann.next("subscribed");
        ann.next("message");
        Position beyond = store.head(room).at(99);

        ann.send("{\"op\":\"acknowledge\",\"positions\":{\"%s\":\"%s\"}}".formatted(room, beyond));

        await().untilAsserted(() -> assertThat(((PortDoubles.AcknowledgementLog) acknowledgements).lines())
                .anySatisfy(line -> assertThat(line.positions()).containsEntry(room, store.head(room))));
        bystander.send("{\"op\":\"unsubscribe\",\"channels\":[\"%s\"]}".formatted(room));
    }

    @Test
    void closesThePredecessorOfTheSameDevice() {
        TestClient old = connect();
        old.send("{\"op\":\"hello\",\"token\":\"ann\",\"device\":\"phone\"}");
        String predecessor = old.next("welcome").path("connection").asText();

        TestClient successor = connect();
        successor.send(
                "{\"op\":\"hello\",\"token\":\"ann\",\"device\":\"phone\",\"replaces\":\"%s\"}".formatted(predecessor));
        successor.next("welcome");

        assertThat(old.next("closing").path("reason").asText()).isEqualTo("REPLACED");
        assertThat(old.closeCode()).isEqualTo(4409);
        successor.expectNothingElse();
    }

    @Test
    void releasesTheRouteWithTheLastSubscriber() {
        var channel = new ChannelName("room:lonely" + System.nanoTime());
        TestClient ann = connect().hello("ann", subscription(channel));
        ann.next("subscribed");
        assertThat(((PortDoubles.HeldRoutes) routes).isHeld(channel)).isTrue();

        ann.close();

        await().untilAsserted(() ->
                assertThat(((PortDoubles.HeldRoutes) routes).isHeld(channel)).isFalse());
    }

    @Nested
    class WhenTheHandshakeIsNotAcceptable {
        @Test
        void refusesAForeignOrigin() {
            assertThatThrownBy(() -> TestClient.connect(url(), Map.of("Origin", "https://evil.example")))
                    .satisfies(e -> assertThat(statusOf(e)).isEqualTo(403));
        }

        @Test
        void takesAnAllowedOriginAndATokenInTheHeader() {
            TestClient ann =
                    TestClient.connect(url(), Map.of("Origin", "http://localhost:8080", "Authorization", "Bearer ann"));
            ann.send("{\"op\":\"hello\"}");

            assertThat(ann.next("welcome").path("user").asText()).isEqualTo("ann");
        }

        private int statusOf(Throwable failure) {
            assertThat(failure).isInstanceOf(CompletionException.class);
            return failure.getCause() instanceof WebSocketHandshakeException refused
                    ? refused.getResponse().statusCode()
                    : 0;
        }
    }

    @Nested
    class WhenTheInputIsBad {
        @ParameterizedTest
        @ValueSource(strings = {"{\"op\":\"hello\"", "[]", "no json", "{\"op\":\"pong\"}{}"})
        void closesAfterAMalformedFrame(String frame) {
            TestClient ann = connect().hello("ann");

            ann.send(frame);

            assertClosed(ann, 4011, "BAD_FRAME");
        }

        @Test
        void closesAfterAFrameThatIsTooDeep() {
            TestClient ann = connect().hello("ann");

            ann.send("{\"op\":\"pong\",\"x\":" + "[".repeat(40) + "]".repeat(40) + "}");

            assertClosed(ann, 4011, "BAD_FRAME");
        }

        @ParameterizedTest
        @ValueSource(ints = {17_000, 32_900, 60_000, 200_000})
        void closesAfterAFrameThatIsTooLarge(int bytes) {
            TestClient ann = connect().hello("ann");

            ann.send(
                    "{\"op\":\"pong\",\"x\":\"" + "x".repeat(10_000) + "\"," + " ".repeat(bytes - 10_000) + "\"y\":0}");

            assertClosed(ann, 4011, "BAD_FRAME");
        }

        @Test
        void closesAfterALargeMessageInOneFrame() {
            assertThat(closeCodeAfterOneFrameOf(100_000)).isEqualTo(4011);
        }

        @Test
        void leavesAFrameBeyondEveryBoundToTheTransport() {
            assertThat(closeCodeAfterOneFrameOf(200_000)).isIn(ABNORMAL_CLOSURE, 1009);
        }

        private int codeOf(WebSocket socket) {
            Short code = socket.closeStatusCode();
            return code == null ? ABNORMAL_CLOSURE : code;
        }

        /** The other client splits what is large. */
        private int closeCodeAfterOneFrameOf(int bytes) {
            var closed = new CompletableFuture<Integer>();
            WebSocketClient client = vertx.createWebSocketClient();
            client.connect(new WebSocketConnectOptions()
                            .setPort(http.getPort())
                            .setHost(http.getHost())
                            .setURI(http.getPath())
                            .setAllowOriginHeader(false)
                            .addSubProtocol("heliograph.v1"))
                    .onFailure(closed::completeExceptionally)
                    .onSuccess(socket -> {
                        socket.closeHandler(_ -> closed.complete(codeOf(socket)));
                        socket.writeFinalTextFrame(" ".repeat(bytes));
                    });
            int code = closed.orTimeout(10, TimeUnit.SECONDS).join();
            client.close();
            return code;
        }

        @Test
        void closesAfterABinaryMessage() {
            TestClient ann = connect().hello("ann");

            ann.sendBinary(new byte[] {1, 2, 3});

            assertClosed(ann, 4011, "BAD_FRAME");
        }

        @Test
        void answersAnUnknownOpAndGoesOn() {
            TestClient ann = connect().hello("ann");

            ann.send("{\"op\":\"dance\",\"ref\":\"r\"}");

            JsonNode error = ann.next("error");
            assertThat(error.path("code").asText()).isEqualTo("unknown_op");
            assertThat(error.path("ref").asText()).isEqualTo("r");
            ann.expectNothingElse();
        }

        @Test
        void closesWithoutAHello() {
            assertClosed(connect(), 4003, "HELLO_TIMEOUT");
        }

        @Test
        void closesWhenAnotherFrameComesFirst() {
            TestClient ann = connect();

            ann.send("{\"op\":\"pong\"}");

            assertClosed(ann, 4003, "HELLO_TIMEOUT");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"op\":\"hello\",\"token\":\"rejected\"}", "{\"op\":\"hello\"}"})
        void closesWithoutAValidToken(String hello) {
            TestClient ann = connect();

            ann.send(hello);

            assertClosed(ann, 4004, "INVALID_TOKEN");
        }

        @Test
        void deniesSomeoneElsesChannelAndGoesOn() {
            TestClient ann = connect().hello("ann");

            ann.send("{\"op\":\"subscribe\",\"ref\":\"s\",\"subscribe\":[{\"channel\":\"user:bob\"}]}");

            JsonNode reset = ann.next("reset");
            assertThat(reset.path("reason").asText()).isEqualTo("denied");
            assertThat(reset.path("ref").asText()).isEqualTo("s");
            assertThat(reset.has("position")).isFalse();
            ann.expectNothingElse();
        }

        @Test
        void resetsAPositionOfAnotherEpoch() {
            store.append(room, "1");

            JsonNode reset = resetOf("zz.1");

            assertThat(reset.path("reason").asText()).isEqualTo("epoch");
            assertThat(reset.path("position").asText())
                    .isEqualTo(store.head(room).toString());
        }

        @Test
        void resetsAPositionBeyondTheHead() {
            store.append(room, "1");

            JsonNode reset = resetOf(store.head(room).at(9).toString());

            assertThat(reset.path("reason").asText()).isEqualTo("unknown");
        }

        private JsonNode resetOf(String position) {
            TestClient ann =
                    connect().hello("ann", "{\"channel\":\"%s\",\"position\":\"%s\"}".formatted(room, position));
            assertThat(ann.next("subscribed").path("resumed").asBoolean()).isFalse();
            JsonNode reset = ann.next("reset");
            ann.expectNothingElse();
            bystander.send("{\"op\":\"unsubscribe\",\"channels\":[\"%s\"]}".formatted(room));
            return reset;
        }

        @Test
        void refusesSubscriptionsBeyondTheBound() {
            TestClient ann = connect().hello("ann");
            int perFrame = 500;

            for (int frame = 0; frame < 20; frame++) {
                int first = frame * perFrame;
                ann.send("{\"op\":\"subscribe\",\"subscribe\":["
                        + IntStream.range(first, first + perFrame)
                                .mapToObj(i -> "{\"channel\":\"room:many" + i + "\"}")
                                .collect(Collectors.joining(","))
                        + "]}");
            }

            Map<String, Long> answers = IntStream.range(0, 20 * perFrame)
                    .mapToObj(_ -> ann.next())
                    .collect(Collectors.groupingBy(
                            answer -> answer.path("op").asText()
                                    + answer.path("code").asText(),
                            Collectors.counting()));
            assertThat(answers)
                    .containsOnly(Map.entry("subscribed", 200L), Map.entry("errortoo_many_channels", 9_800L));
            ann.close();
        }

        @Test
        void limitsTheRateOfFrames() {
            TestClient ann = connect().hello("ann");

            IntStream.range(0, 70).forEach(_ -> ann.send("{\"op\":\"pong\"}"));

            assertThat(ann.next("error").path("code").asText()).isEqualTo("rate_limited");
            assertThat(ann.next("error").path("code").asText()).isEqualTo("rate_limited");
            assertClosed(ann, 4010, "RATE_LIMITED");
        }

        @Test
        void closesWhenTheTokenHasExpired() {
            TestClient ann = connect().hello("ann:expires-in:-29");

            assertClosed(ann, 4005, "TOKEN_EXPIRED");
        }

        private static void assertClosed(TestClient client, int code, String reason) {
            JsonNode closing = client.next("closing");
            assertThat(closing.path("reason").asText()).isEqualTo(reason);
            assertThat(closing.path("code").asInt()).isEqualTo(code);
            assertThat(client.closeCode()).isEqualTo(code);
        }
    }

    private TestClient connect() {
        return TestClient.connect(url());
    }

    private URI url() {
        return URI.create(http.toString().replaceFirst("^http", "ws"));
    }

    private static String subscription(ChannelName channel) {
        return "{\"channel\":\"" + channel + "\"}";
    }
}
