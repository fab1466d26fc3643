package io.heliograph.cli.platform.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The control address of a running platform, on a port of the loopback interface that the operating system picks. Every
 * request needs the secret of the data folder as a bearer token: other users of the machine can connect, too.
 *
 * <pre>
 * GET  /processes                                          what runs
 * POST /processes/{name}/stop|start|restart[?kill=true]    204 when it is done
 * POST /tokens                                             a {@link TokenRequest}; answers user → token
 * </pre>
 */
public final class ControlServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ACTION = Pattern.compile("/processes/([^/]+)/(stop|start|restart)");

    private final PlatformControl control;
    private final ControlSecret secret;
    private final HttpServer server;

    private ControlServer(Vertx vertx, PlatformControl control, ControlSecret secret) {
        this.control = control;
        this.secret = secret;
        server = vertx.createHttpServer();
    }

    /** Blocks until it listens; not to be called on an event loop. */
    public static ControlServer start(Vertx vertx, PlatformControl control, ControlSecret secret) {
        ControlServer started = new ControlServer(vertx, control, secret);
        started.server
                .requestHandler(started::handle)
                .listen(0, HOST)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return started;
    }

    public String url() {
        return "http://%s:%d".formatted(HOST, server.actualPort());
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        if (!secret.isGivenBy(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            answer(request, 401, Map.of("detail", "the secret of the data folder is required"));
            return;
        }
        Matcher action = ACTION.matcher(request.path());
        if (request.method().equals(HttpMethod.GET) && request.path().equals("/processes")) {
            answer(request, 200, control.processes());
        } else if (request.method().equals(HttpMethod.POST) && request.path().equals("/tokens")) {
            request.body().onSuccess(body -> tokens(request, body));
        } else if (request.method().equals(HttpMethod.POST) && action.matches()) {
            act(request, action.group(1), action.group(2));
        } else {
            answer(request, 404, Map.of("detail", "no such resource"));
        }
    }

    private void act(HttpServerRequest request, String name, String verb) {
        if (!control.names().contains(name)) {
            answer(
                    request,
                    404,
                    Map.of(
                            "detail",
                            "No process is named %s; there are %s"
                                    .formatted(name, String.join(", ", control.names()))));
            return;
        }
        boolean kill = Boolean.parseBoolean(request.getParam("kill"));
        CompletionStage<@Nullable Void> done = switch (verb) {
            case "stop" -> control.stop(name, kill);
            case "start" -> control.start(name);
            default -> control.restart(name, kill);
        };
        done.whenComplete((_, failure) -> {
            if (failure == null) {
                request.response().setStatusCode(204).end();
                return;
            }
            Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause()
                    : failure;
            answer(request, 500, Map.of("detail", String.valueOf(cause.getMessage())));
        });
    }

    private void tokens(HttpServerRequest request, Buffer body) {
        try {
            answer(request, 200, control.tokens(JSON.readValue(body.getBytes(), TokenRequest.class)));
        } catch (IOException | IllegalArgumentException e) {
            answer(request, 400, Map.of("detail", String.valueOf(e.getMessage())));
        }
    }

    private static void answer(HttpServerRequest request, int status, Object body) {
        try {
            request.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings is JSON", e);
        }
    }
}
