package io.heliograph.gateway.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.protocol.Subprotocol;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket that keeps all frames in the order in which they came, and knows nothing of the protocol. */
public final class TestClient implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable WebSocket socket;

    /** @throws java.util.concurrent.CompletionException when the handshake is refused */
    public static TestClient connect(URI url, Map<String, String> headers) {
        var client = new TestClient();
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().subprotocols(Subprotocol.V1);
        headers.forEach(builder::header);
        client.socket = builder.buildAsync(url, client).join();
        return client;
    }

    public static TestClient connect(URI url) {
        return connect(url, Map.of());
    }

    public String subprotocol() {
        return socket().getSubprotocol();
    }

    public void send(String frame) {
        socket().sendText(frame, true).join();
    }

    public void sendBinary(byte[] bytes) {
        socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** Says hello and awaits the welcome. */
    public TestClient hello(String token, String... subscriptions) {
        send("{\"op\":\"hello\",\"token\":\"%s\",\"device\":\"d1\",\"subscribe\":[%s]}"
                .formatted(token, String.join(",", subscriptions)));
        next("welcome");
        return this;
    }

    /** The next frame that is no ping; it must have this op. */
    public JsonNode next(String op) {
        JsonNode frame = next();
        if (!frame.path("op").textValue().equals(op)) {
            throw new AssertionError("next frame must be " + op + ", is " + frame);
        }
        return frame;
    }

    public List<JsonNode> next(String op, int count) {
        List<JsonNode> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            next.add(next(op));
        }
        return next;
    }

    public JsonNode next() {
        try {
            JsonNode frame = frames.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (frame == null) {
                throw new AssertionError("no frame came within " + PATIENCE);
            }
            return frame.path("op").textValue().equals("ping") ? next() : frame;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** Whether the connection answers, and has nothing else to say. */
    public void expectNothingElse() {
        send("{\"op\":\"nothing-else\",\"ref\":\"quiet\"}");
        JsonNode answer = next("error");
        if (!answer.path("ref").asText().equals("quiet")) {
            throw new AssertionError("nothing was expected, came " + answer);
        }
    }

    public int closeCode() {
        return closed.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    public void close() {
        socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    public void abort() {
        socket().abort();
    }

    private WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("not connected");
        }
        return socket;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            try {
                frames.add(JSON.readTree(text.toString()));
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + text, e);
            }
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }
}
