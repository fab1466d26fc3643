package io.heliograph.presence.problem.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProblemDetails;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses with a problem what is announced as larger than a body may be, and reads it nevertheless. The framework, which refuses it by itself, ends the connection at once: what is still
 * on its way then resets it, and the answer is lost.
 */
@Singleton
final class BodyLimit {
    /** What is announced as larger than this is left to the framework, as is what is not announced. */
    private static final long MAX_DISCARDED_BYTES = 1024L * 1024;

    private static final int BEFORE_THE_FRAMEWORK = 100;

    private final long maxBytes;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBytes) {
        this.maxBytes = maxBytes.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_THE_FRAMEWORK);
    }

    private void check(RoutingContext context) {
        String announced = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        long bytes = announced == null ? 0 : Long.parseLong(announced); // the server has checked that it is a number
        if (bytes <= maxBytes || bytes > MAX_DISCARDED_BYTES) {
            context.next();
            return;
        }
        ProblemDetails problem = ProblemDetails.of(ProblemCode.TOO_LARGE, "a body has at most " + maxBytes + " bytes");
        context.request().resume();
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
                .end(problem.toJson());
    }
}
