package io.heliograph.cli.platform.proxy;

import io.heliograph.cli.platform.OriginRotation;
import io.heliograph.cli.platform.PlatformPlan;
import io.heliograph.cli.platform.ServiceInstance;
import io.heliograph.cli.platform.ServiceKind;
import io.heliograph.contracts.protocol.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.HttpProxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One address for all services, as an ingress gives them: the same paths, WebSocket upgrades, and a cookie that brings a
 * client back to the gateway it had. A gateway that is away is skipped.
 */
public final class EdgeProxy implements AutoCloseable {
    static final String COOKIE = "heliograph-node";
    private static final String HOST = "127.0.0.1";
    /** One per open socket or event stream; the default of 5 lets the sixth wait without a word. */
    private static final int MAX_CONNECTIONS_PER_ORIGIN = 20_000;

    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

    private final PlatformPlan plan;
    private final LocalPages pages;
    private final Predicate<ServiceInstance> inRotation;
    private final OriginRotation rotation = new OriginRotation();
    private final HttpClient client;
    private final HttpServer server;

    private EdgeProxy(Vertx vertx, PlatformPlan plan, LocalPages pages, Predicate<ServiceInstance> inRotation) {
        this.plan = plan;
        this.pages = pages;
        this.inRotation = inRotation;
        client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(MAX_CONNECTIONS_PER_ORIGIN)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS));
        server = vertx.createHttpServer();
    }

    /**
     * Listens on the plan's edge port. Blocks until it does; not to be called on an event loop.
     *
     * @param pages what is answered here and not by a service
     * @param inRotation whether requests may be sent to the process now
     */
    public static EdgeProxy start(
            Vertx vertx, PlatformPlan plan, LocalPages pages, Predicate<ServiceInstance> inRotation) {
        EdgeProxy proxy = new EdgeProxy(vertx, plan, pages, inRotation);
        proxy.server
                .requestHandler(proxy::handle)
                .listen(plan.edgePort(), HOST)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return proxy;
    }

    @Override
    public void close() {
        Future.join(server.close(), client.close())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void handle(HttpServerRequest request) {
        if (pages.serve(request.path())) {
            pages.handle(request);
            return;
        }
        Optional<ServiceKind> kind = ServiceKind.ALL.stream()
                .filter(candidate -> candidate.serves(request.path()))
                .findFirst();
        if (kind.isEmpty()) {
            Problem.answer(request, ProblemCode.NOT_FOUND, "No service has this path");
            return;
        }
        List<ServiceInstance> origins =
                plan.services(kind.get()).stream().filter(inRotation).toList();
        Optional<String> previous = isOwnSocket(request)
                ? Optional.empty()
                : Optional.ofNullable(request.getCookie(COOKIE)).map(Cookie::getValue);
        request.pause();
        List<ServiceInstance> candidates = UpgradeTunnel.isUpgrade(request)
                ? rotation.forSocket(origins, previous)
                : rotation.forRequest(origins, previous);
        connect(candidates, 0)
                .onSuccess(origin -> {
                    if (kind.get().equals(ServiceKind.GATEWAY) && !previous.equals(Optional.of(origin.name()))) {
                        request.response().headers().add(HttpHeaders.SET_COOKIE, cookieFor(origin));
                    }
                    forward(request, origin);
                })
                .onFailure(_ -> {
                    request.resume();
                    Problem.answer(
                            request,
                            ProblemCode.UNAVAILABLE,
                            "No process of %s answers".formatted(kind.get().module()));
                });
    }

    /**
     * A WebSocket of our own protocol goes on anywhere, and a browser has one cookie for all its tabs and people: were it
     * obeyed, all of them would meet on one gateway. That of Socket.IO belongs to an earlier request.
     */
    private static boolean isOwnSocket(HttpServerRequest request) {
        return request.path().equals("/connect") && UpgradeTunnel.isUpgrade(request);
    }

    private record Origin(String name, HttpClientRequest request) {}

    /** Fails if none of the candidates from the index on accepts a connection. */
    private Future<Origin> connect(List<ServiceInstance> candidates, int index) {
        if (index == candidates.size()) {
            return Future.failedFuture("no candidate is left");
        }
        ServiceInstance candidate = candidates.get(index);
        return client.request(new RequestOptions().setHost(HOST).setPort(candidate.httpPort()))
                .map(request -> new Origin(candidate.name(), request))
                .recover(_ -> connect(candidates, index + 1));
    }

    /** A proxy per request: the origin is chosen and connected to already, and its failure has been answered. */
    private void forward(HttpServerRequest request, Origin origin) {
        if (UpgradeTunnel.isUpgrade(request)) {
            rotation.opened(origin.name());
            UpgradeTunnel.open(request, origin.request()).onComplete(_ -> rotation.closed(origin.name()));
            return;
        }
        HttpProxy.reverseProxy(client)
                .origin(_ -> Future.succeededFuture(origin.request()))
                .handle(request);
    }

    private static String cookieFor(Origin origin) {
        return "%s=%s; Path=/; HttpOnly; SameSite=Lax".formatted(COOKIE, origin.name());
    }
}
