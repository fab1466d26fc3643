package io.heliograph.cli.platform.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.heliograph.cli.platform.demo.DemoFiles.DemoFile;
import io.heliograph.cli.platform.proxy.LocalPages;
import io.heliograph.cli.platform.proxy.Problem;
import io.heliograph.client.event.OutgoingEvent;
import io.heliograph.contracts.protocol.ProblemCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The demo page at the root of the platform's address.
 *
 * <pre>
 * GET  /, /demo/{file}                                    the page
 * GET  /demo/token?user=ann                               a token of one of its people
 * GET  /demo/gateway?device=…                             on which gateway a device of the page is, or null
 * POST /demo/emit          {"event":"order","user":"ann"} an event through Kafka
 * POST /demo/kill-gateway  {"gateway":"gateway-1"}        SIGKILL
 * POST /demo/kill-documents {}                            SIGKILL to a process of document-service, the next one each time
 * </pre>
 *
 * Everything but the files is for the page alone ({@link DemoCaller}).
 */
public final class DemoSite implements LocalPages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BODY_BYTES = 1_024;
    private static final Map<String, String> PAGE_HEADERS = Map.of(
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "x-content-type-options",
            "nosniff",
            "referrer-policy",
            "no-referrer",
            "cache-control",
            "no-cache");

    private final DemoFiles files;
    private final DemoCaller caller;
    private final DemoPlatform platform;
    private final GatewayOfDevice gateways;
    private final InstantSource clock;

    /**
     * @param files the folder of the built page; it need not exist
     * @param edgePort the port that the page is reached at
     */
    public DemoSite(Path files, int edgePort, DemoPlatform platform, GatewayOfDevice gateways, InstantSource clock) {
        this.files = new DemoFiles(files);
        this.caller = new DemoCaller(edgePort);
        this.platform = platform;
        this.gateways = gateways;
        this.clock = clock;
    }

    @Override
    public boolean serve(String path) {
        return path.equals("/") || path.startsWith("/demo/");
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.POST)) {
            act(request);
        } else if (request.method().equals(HttpMethod.GET)) {
            answer(request);
        } else {
            request.response()
                    .setStatusCode(405)
                    .putHeader("allow", "GET, POST")
                    .end();
        }
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/demo/token" -> ifMayRead(request, () -> token(request));
            case "/demo/gateway" -> ifMayRead(request, () -> gateway(request));
            case "/" -> file(request, "index.html");
            default -> file(request, request.path().substring("/demo/".length()));
        }
    }

    private void act(HttpServerRequest request) {
        if (!caller.mayAct(
                hostOf(request), request.getHeader(HttpHeaders.ORIGIN), request.getHeader("sec-fetch-site"))) {
            Problem.answer(request, ProblemCode.FORBIDDEN, "Only the demo page may ask for this");
            return;
        }
        switch (request.path()) {
            case "/demo/emit" -> withBody(request, body -> emit(request, body));
            case "/demo/kill-gateway" -> withBody(request, body -> kill(request, body));
            case "/demo/kill-documents" -> withBody(request, _ -> killDocuments(request));
            default -> Problem.answer(request, ProblemCode.NOT_FOUND, "There is no such resource");
        }
    }

    private void ifMayRead(HttpServerRequest request, Runnable answer) {
        if (caller.mayRead(
                hostOf(request), request.getHeader(HttpHeaders.ORIGIN), request.getHeader("sec-fetch-site"))) {
            answer.run();
        } else {
            Problem.answer(request, ProblemCode.FORBIDDEN, "Only the demo page may ask for this");
        }
    }

    /** HTTP/2 has no {@code Host}. */
    private static @Nullable String hostOf(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority == null ? null : authority.toString();
    }

    private void file(HttpServerRequest request, String name) {
        Optional<DemoFile> file = files.read(name);
        if (file.isEmpty()) {
            Problem.answer(
                    request, ProblemCode.NOT_FOUND, "No such file; ./heliograph up builds the page if it is missing");
            return;
        }
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, file.get().type())
                .headers()
                .addAll(PAGE_HEADERS);
        request.response().end(file.get().content());
    }

    private void token(HttpServerRequest request) {
        DemoPerson.of(String.valueOf(request.getParam("user")))
                .ifPresentOrElse(
                        person -> request.response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain")
                                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                                .end(platform.sign(person.token(clock.instant()))),
                        () -> Problem.answer(request, ProblemCode.NOT_FOUND, "The demo has no such person"));
    }

    private void gateway(HttpServerRequest request) {
        Optional<String> gateway = gateways.of(String.valueOf(request.getParam("device")));
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(JsonNodeFactory.instance
                        .objectNode()
                        .put("gateway", gateway.orElse(null))
                        .toString());
    }

    private void emit(HttpServerRequest request, JsonNode body) {
        Optional<DemoEvent> event = DemoEvent.of(body.path("event").asText());
        Optional<DemoPerson> person = DemoPerson.of(body.path("user").asText());
        if (event.isEmpty() || person.isEmpty()) {
            Problem.answer(request, ProblemCode.MALFORMED, "\"event\" is order or comment, \"user\" is ann or bob");
            return;
        }
        OutgoingEvent outgoing =
                event.get().event(person.get(), UUID.randomUUID().toString(), clock.instant());
        platform.emit(outgoing).whenComplete((_, failure) -> {
            if (failure == null) {
                request.response()
                        .setStatusCode(202)
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(JsonNodeFactory.instance
                                .objectNode()
                                .put("id", outgoing.event().getId())
                                .put("topic", outgoing.topic().topicName())
                                .toString());
            } else {
                Problem.answer(request, ProblemCode.UNAVAILABLE, "Kafka did not take the event; try again");
            }
        });
    }

    private void kill(HttpServerRequest request, JsonNode body) {
        if (platform.kill(body.path("gateway").asText())) {
            request.response().setStatusCode(204).end();
        } else {
            Problem.answer(request, ProblemCode.NOT_FOUND, "No gateway of this name runs");
        }
    }

    private void killDocuments(HttpServerRequest request) {
        platform.killDocuments()
                .ifPresentOrElse(
                        process -> request.response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                                .end(JsonNodeFactory.instance
                                        .objectNode()
                                        .put("process", process)
                                        .toString()),
                        () -> Problem.answer(
                                request, ProblemCode.NOT_FOUND, "No process of document-service runs; try again"));
    }

    /** Refuses a body before it is read, unless it says that it is small. */
    private static void withBody(HttpServerRequest request, Consumer<JsonNode> use) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || length.length() > 4 || Integer.parseInt(length) > MAX_BODY_BYTES) {
            Problem.answer(
                    request, ProblemCode.TOO_LARGE, "A body of at most %d bytes is taken".formatted(MAX_BODY_BYTES));
            return;
        }
        request.body().onSuccess(body -> {
            try {
                use.accept(JSON.readTree(body.getBytes()));
            } catch (IOException _) {
                Problem.answer(request, ProblemCode.MALFORMED, "The body is not JSON");
            }
        });
    }
}
