package io.heliograph.gateway.problem.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProblemDetails;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.jboss.logging.Logger;

/** Ends a response with a problem. Call it on the request's context. */
public final class ProblemResponse {
    private static final Logger LOG = Logger.getLogger(ProblemResponse.class);
    private static final String RETRY_AFTER_SECONDS = "1";

    private ProblemResponse() {}

    public static void end(HttpServerResponse response, ProblemDetails problem) {
        if (response.ended()) {
            return; // the client went, or the failure came after the answer
        }
        if (problem.code() == ProblemCode.UNAUTHENTICATED) {
            response.putHeader("www-authenticate", "Bearer");
        }
        if (problem.code() == ProblemCode.UNAVAILABLE) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(problem.toJson());
    }

    /** For what nobody foresaw: logged here, and told without its inside. */
    public static void defect(HttpServerResponse response, Throwable failure) {
        LOG.error("request.failed", failure);
        end(response, ProblemDetails.of(ProblemCode.INTERNAL_ERROR, "the server failed; it has been logged"));
    }
}
