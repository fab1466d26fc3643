package io.heliograph.gateway.history.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpCodec;
import io.heliograph.contracts.store.CatchUpRequest;
import io.heliograph.contracts.store.StorePath;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A delivery-store of a few lines, with the answers that a test wants. */
public final class FakeStore implements AutoCloseable {
    public static final String CREDENTIAL = "a-secret-of-enough-characters";

    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpServer server;
    private final Queue<CatchUpRequest> questions = new ConcurrentLinkedQueue<>();
    private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Function<CatchUpRequest.Item, CatchUp> answers;
    private volatile Map<String, String> heads = Map.of();
    private volatile int status = 200;
    private volatile boolean silent;
    private volatile boolean garbled;

    private FakeStore(HttpServer server, Function<CatchUpRequest.Item, CatchUp> answers) {
        this.server = server;
        this.answers = answers;
    }

    public static FakeStore start(Vertx vertx, Function<CatchUpRequest.Item, CatchUp> answers) {
        var store = new FakeStore(vertx.createHttpServer(), answers);
        store.server
                .requestHandler(store::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return store;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    public void answer(Function<CatchUpRequest.Item, CatchUp> newAnswers) {
        answers = newAnswers;
    }

    void haveHeads(Map<String, String> newHeads) {
        heads = newHeads;
    }

    /** Answers nothing but this status. */
    void fail(int newStatus) {
        status = newStatus;
    }

    /** Takes requests and does not answer. */
    void fallSilent() {
        silent = true;
    }

    /** Answers what was held back, and from now on at once. */
    void speakAgain() {
        silent = false;
        held.forEach(request -> request.response().setStatusCode(503).end());
        held.clear();
    }

    /** Answers bytes that are no answer. */
    void garble() {
        garbled = true;
    }

    List<CatchUpRequest> questions() {
        return List.copyOf(questions);
    }

    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        requests.incrementAndGet();
        if (silent) {
            held.add(request);
            return;
        }
        if (!("Bearer " + CREDENTIAL).equals(request.getHeader("authorization"))) {
            request.response().setStatusCode(401).end();
            return;
        }
        if (status != 200) {
            request.response().setStatusCode(status).end();
            return;
        }
        request.body()
                .onSuccess(body -> request.response().end(Buffer.buffer(answer(request.path(), body.getBytes()))));
    }

    private byte[] answer(String path, byte[] body) {
        if (garbled) {
            return new byte[] {99, 1, 2};
        }
        try {
            if (path.equals(StorePath.HEADS)) {
                return MAPPER.writeValueAsBytes(Map.of("heads", heads));
            }
            CatchUpRequest question = MAPPER.readValue(body, CatchUpRequest.class);
            questions.add(question);
            return CatchUpCodec.encode(question.channels().stream().map(answers).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
