package io.heliograph.cli.platform.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.heliograph.contracts.protocol.ProblemCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Answers with a problem detail (RFC 9457) that carries one of the platform's codes. */
public final class Problem {
    private Problem() {}

    public static void answer(HttpServerRequest request, ProblemCode code, String detail) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("title", code.title())
                .put("status", code.httpStatus())
                .put("code", code.wireName())
                .put("detail", detail)
                .toString();
        request.response()
                .setStatusCode(code.httpStatus())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(body);
    }
}
