package io.heliograph.cli.platform.proxy;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProblemDetails;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Answers with a problem detail (RFC 9457) that carries one of the platform's codes. */
public final class Problem {
    private Problem() {}

    public static void answer(HttpServerRequest request, ProblemCode code, String detail) {
        ProblemDetails problem = ProblemDetails.of(code, detail);
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
                .end(problem.toJson());
    }
}
