package io.heliograph.cli.platform.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.platform.FreePorts;
import io.heliograph.cli.platform.PlatformPlan;
import io.heliograph.cli.platform.PortPlan;
import io.heliograph.cli.platform.Replicas;
import io.heliograph.cli.platform.ServiceInstance;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EdgeProxyTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Buffer CHUNK = Buffer.buffer(new byte[50_000]);
    /** More than all buffers on the way can hold, and less than a test has. */
    private static final long FLOOD_BYTES = 100_000_000;

    private final AtomicLong flooded = new AtomicLong();
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final PlatformPlan plan = freePlan();
    private final Map<String, HttpServer> servers = new HashMap<>();
    private final Set<String> outOfRotation = ConcurrentHashMap.newKeySet();
    private EdgeProxy proxy;

    @BeforeEach
    void start() {
        for (ServiceInstance service : plan.services()) {
            servers.put(
                    service.name(),
                    await(vertx.createHttpServer(new HttpServerOptions().addWebSocketSubProtocol("heliograph.v1"))
                            .requestHandler(request -> answer(service, request))
                            .listen(service.httpPort(), "127.0.0.1")));
        }
        proxy = EdgeProxy.start(vertx, plan, new HelloPage(), service -> !outOfRotation.contains(service.name()));
    }

    @AfterEach
    void stop() {
        proxy.close();
        await(vertx.close());
        http.close();
    }

    @Test
    void sendsEachPathToItsService() throws Exception {
        assertThat(get("/notifications/unread").body()).isEqualTo("notification-service GET /notifications/unread");
        assertThat(get("/channels/user:42/publications?after=7").body())
                .matches("gateway-[12] GET /channels/user:42/publications\\?after=7");
    }

    @Test
    void passesBodiesOn() throws Exception {
        var request = HttpRequest.newBuilder(uri("/events"))
                .POST(BodyPublishers.ofString("{\"a\":1}"))
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).body()).endsWith("POST /events{\"a\":1}");
    }

    @Test
    void answersWithAProblemWhereThereIsNoService() throws Exception {
        var response = get("/q/health");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"not_found\"");
    }

    @Test
    void answersTheLaunchersOwnPagesItself() throws Exception {
        assertThat(get("/demo/hello").body()).isEqualTo("hello");
    }

    @Test
    void spreadsSocketsThoughABrowserHasOneCookieForAll() {
        Set<String> nodes = new HashSet<>();
        for (int socket = 0; socket < 4; socket++) {
            nodes.add(gatewayAnswering("/connect", "heliograph-node=gateway-1"));
        }

        assertThat(nodes).containsExactlyInAnyOrder("gateway-1", "gateway-2");
    }

    @Test
    void spreadsSocketsWhateverRequestsComeBetween() throws Exception {
        Set<String> nodes = new HashSet<>();
        for (int socket = 0; socket < 2; socket++) {
            nodes.add(gatewayAnswering("/connect", "heliograph-node=none"));
            get("/connect/poll");
        }

        assertThat(nodes).containsExactlyInAnyOrder("gateway-1", "gateway-2");
    }

    @Test
    void opensSocketsAgainWhereManyWereClosed() {
        outOfRotation.add("gateway-2");
        List<WebSocket> sockets = Stream.generate(this::connect).limit(40).toList();
        outOfRotation.clear();
        assertThat(gatewayAnswering("/connect", "heliograph-node=none")).isEqualTo("gateway-2");

        sockets.forEach(socket -> await(socket.close()));

        Awaitility.await()
                .pollInterval(Duration.ofMillis(500)) // fewer tries than sockets were open
                .atMost(SOON)
                .until(() -> gatewayAnswering("/connect", "heliograph-node=none"), "gateway-1"::equals);
    }

    @Test
    void bringsASocketOfSocketIoToTheGatewayOfItsCookie() {
        for (int socket = 0; socket < 4; socket++) {
            assertThat(gatewayAnswering("/socket.io/", "heliograph-node=gateway-2"))
                    .isEqualTo("gateway-2");
        }
    }

    @Test
    void givesTurnsToClientsWithoutACookie() throws Exception {
        Set<String> nodes = new HashSet<>();
        for (int request = 0; request < 4; request++) {
            nodes.add(nodeOf(get("/connect/poll")));
        }

        assertThat(nodes).containsExactlyInAnyOrder("gateway-1", "gateway-2");
    }

    @Test
    void bringsAClientBackToItsGatewayByCookie() throws Exception {
        var first = get("/connect/poll");
        String cookie = first.headers().firstValue("set-cookie").orElseThrow();

        for (int request = 0; request < 4; request++) {
            var next = get("/connect/poll", "cookie", cookie.split(";", 2)[0]);

            assertThat(nodeOf(next)).isEqualTo(nodeOf(first));
            assertThat(next.headers().firstValue("set-cookie")).isEmpty();
        }
    }

    @Test
    void setsNoCookieForAServiceWithOneProcess() throws Exception {
        assertThat(get("/notifications").headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void tunnelsWebSocketsWithTheirSubprotocol() throws Exception {
        WebSocket socket = connect();
        CompletableFuture<String> answer = new CompletableFuture<>();
        socket.textMessageHandler(answer::complete);

        socket.writeTextMessage("!");

        assertThat(socket.subProtocol()).isEqualTo("heliograph.v1");
        assertThat(answer.get(SOON.toSeconds(), TimeUnit.SECONDS)).matches("gateway-[12]!");
    }

    @Test
    void setsTheCookieOnAnUpgrade() {
        HttpClientResponse response = upgrade("/connect");

        assertThat(response.statusCode()).isEqualTo(101);
        assertThat(response.getHeader("set-cookie")).startsWith("heliograph-node=gateway-");
    }

    @Test
    void passesARefusedUpgradeOnWithItsReason() {
        HttpClientResponse response = upgrade("/connect/full");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.getHeader("retry-after")).isEqualTo("7");
    }

    @Test
    void holdsAGatewayBackWhoseClientDoesNotRead() {
        WebSocket socket = connect("/connect/flood");

        socket.pause();

        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .atMost(SOON)
                .until(() -> flooded.get() > 0 && flooded.get() < FLOOD_BYTES);
    }

    @Test
    void holdsManySocketsPerGateway() {
        List<WebSocket> sockets = new ArrayList<>();
        for (int socket = 0; socket < 40; socket++) {
            sockets.add(connect());
        }

        assertThat(sockets).hasSize(40);
    }

    @Test
    void failsOverWhenTheGatewayOfTheCookieIsGone() throws Exception {
        close("gateway-2");

        var response = get("/connect/poll", "cookie", "heliograph-node=gateway-2");

        assertThat(nodeOf(response)).isEqualTo("gateway-1");
        assertThat(response.headers().firstValue("set-cookie").orElseThrow()).startsWith("heliograph-node=gateway-1;");
        assertThat(upgrade("/connect").getHeader("set-cookie")).startsWith("heliograph-node=gateway-1;");
    }

    @Test
    void sendsNothingToAGatewayThatIsOutOfRotation() throws Exception {
        outOfRotation.add("gateway-1");

        for (int request = 0; request < 4; request++) {
            assertThat(nodeOf(get("/connect/poll"))).isEqualTo("gateway-2");
        }
    }

    @Test
    void answersThatTheServiceIsUnavailableWhenAllItsProcessesAreAway() throws Exception {
        outOfRotation.add("gateway-1");
        close("gateway-2");

        var response = get("/connect/poll");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"unavailable\"", "gateway-service");
        assertThat(connecting("/connect").cause()).hasMessageContaining("503");
    }

    @Test
    void streamsWithoutBuffering() throws Exception {
        var request = HttpRequest.newBuilder(uri("/connect/events")).build();
        CompletableFuture<String> firstLine = new CompletableFuture<>();

        http.sendAsync(request, BodyHandlers.ofLines())
                .thenAccept(response ->
                        firstLine.complete(response.body().findFirst().orElseThrow()))
                .exceptionally(failure -> {
                    firstLine.completeExceptionally(failure);
                    return null;
                });

        assertThat(firstLine.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo("data: first");
    }

    private void answer(ServiceInstance service, HttpServerRequest request) {
        switch (request.path()) {
            case "/connect/events" -> request.response().setChunked(true).write("data: first\n\n"); // stays open
            case "/connect/full" ->
                request.response()
                        .setStatusCode(503)
                        .putHeader("retry-after", "7")
                        .end("full");
            case "/connect/flood" -> request.toWebSocket().onSuccess(this::flood);
            case "/connect", "/socket.io/" ->
                request.toWebSocket()
                        .onSuccess(socket ->
                                socket.textMessageHandler(text -> socket.writeTextMessage(service.name() + text)));
            default ->
                request.body()
                        .onSuccess(body -> request.response()
                                .end(Buffer.buffer(
                                                "%s %s %s".formatted(service.name(), request.method(), request.uri()))
                                        .appendBuffer(body)));
        }
    }

    private void flood(ServerWebSocket socket) {
        while (!socket.writeQueueFull() && flooded.addAndGet(CHUNK.length()) < FLOOD_BYTES) {
            socket.writeBinaryMessage(CHUNK);
        }
        socket.drainHandler(_ -> flood(socket));
    }

    private void close(String name) {
        await(Objects.requireNonNull(servers.get(name)).close());
    }

    private WebSocket connect() {
        return connect("/connect");
    }

    private WebSocket connect(String path) {
        return await(connecting(path));
    }

    private Future<WebSocket> connecting(String path) {
        WebSocketClient client = vertx.createWebSocketClient();
        Future<WebSocket> socket = client.connect(new WebSocketConnectOptions()
                .setHost("localhost")
                .setPort(plan.edgePort())
                .setURI(path)
                .addSubProtocol("heliograph.v1"));
        socket.toCompletionStage().toCompletableFuture().handle((_, _) -> true).join();
        return socket;
    }

    /** Which gateway a socket with this cookie reaches. */
    private String gatewayAnswering(String path, String cookie) {
        WebSocket socket = await(vertx.createWebSocketClient()
                .connect(new WebSocketConnectOptions()
                        .setHost("localhost")
                        .setPort(plan.edgePort())
                        .setURI(path)
                        .addHeader("cookie", cookie)
                        .addSubProtocol("heliograph.v1")));
        CompletableFuture<String> answer = new CompletableFuture<>();
        socket.textMessageHandler(answer::complete);
        socket.writeTextMessage("");
        return answer.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** The handshake's answer, which WebSocket clients do not show. */
    private HttpClientResponse upgrade(String path) {
        return await(vertx.createHttpClient()
                .request(HttpMethod.GET, plan.edgePort(), "localhost", path)
                .compose(request -> request.putHeader("connection", "Upgrade")
                        .putHeader("upgrade", "websocket")
                        .putHeader("sec-websocket-version", "13")
                        .putHeader("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")
                        .connect()));
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri(path)).method(HttpMethod.GET.name(), BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create(plan.url() + path);
    }

    private static String nodeOf(HttpResponse<String> response) {
        return response.body().split(" ", 2)[0];
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static PlatformPlan freePlan() {
        return Stream.generate(() -> PortPlan.drawn(RandomGenerator.getDefault()))
                .map(ports -> new PlatformPlan(ports, new Replicas(2, 1), ports.edge()))
                .filter(candidate -> candidate.portOwners().keySet().stream().allMatch(FreePorts::isFree))
                .findFirst()
                .orElseThrow();
    }
}
