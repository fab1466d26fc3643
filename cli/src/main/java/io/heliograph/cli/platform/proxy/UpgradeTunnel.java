package io.heliograph.cli.platform.proxy;

import io.heliograph.contracts.protocol.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import org.jspecify.annotations.Nullable;

/**
 * Passes a WebSocket upgrade on, and then the bytes of both sides. The proxy library's own tunnel takes whatever the
 * gateway sends, so that a client that does not read would fill this process, and it hides why a gateway refused
 * ({@code Retry-After}). Confined to the request's event loop.
 */
final class UpgradeTunnel {
    private static final int SWITCHING_PROTOCOLS = 101;

    private UpgradeTunnel() {}

    static boolean isUpgrade(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET)
                && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    /**
     * @param origin a request on a connection to the gateway, not sent yet
     * @return completes when the client's connection has ended, or the upgrade was refused
     */
    static Future<@Nullable Void> open(HttpServerRequest request, HttpClientRequest origin) {
        origin.setMethod(HttpMethod.GET).setURI(request.uri());
        request.headers().forEach(header -> origin.headers().add(header.getKey(), header.getValue()));
        // Firefox sends "keep-alive, Upgrade".
        origin.headers().set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
        request.resume();
        Promise<@Nullable Void> end = Promise.promise();
        origin.connect()
                .onSuccess(answer -> {
                    request.response().setStatusCode(answer.statusCode());
                    request.response().headers().addAll(answer.headers());
                    if (answer.statusCode() == SWITCHING_PROTOCOLS) {
                        join(request, answer, end);
                    } else {
                        answer.pipeTo(request.response());
                        end.complete();
                    }
                })
                .onFailure(_ -> {
                    Problem.answer(request, ProblemCode.UNAVAILABLE, "The gateway does not answer");
                    end.complete();
                });
        return end.future();
    }

    /** A pipe reads on one side only as fast as the other one takes it, and closes the other side when one is closed. */
    private static void join(HttpServerRequest request, HttpClientResponse answer, Promise<@Nullable Void> end) {
        // A gateway that dies ends the pipes; without a handler the library logs it as an error, too.
        answer.request().exceptionHandler(_ -> {});
        answer.exceptionHandler(_ -> {});
        NetSocket gateway = answer.netSocket();
        gateway.pause();
        request.toNetSocket()
                .onSuccess(client -> {
                    client.closeHandler(_ -> end.complete());
                    client.pipeTo(gateway);
                    gateway.pipeTo(client);
                })
                .onFailure(_ -> {
                    gateway.close();
                    end.complete();
                });
    }
}
