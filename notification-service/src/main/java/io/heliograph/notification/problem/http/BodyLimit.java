package io.heliograph.notification.problem.http;

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
 * on its way then resets it, and the answer is lost. What is not announced is left to the framework.
 */
@Singleton
final class BodyLimit {
    /** More than this is not read: clients that do not look at the answer before they have sent everything may lose it. */
    private static final long MAX_DISCARDED_BYTES = 16L * 1024 * 1024;

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
        if (bytes <= maxBytes) {
            context.next();
            return;
        }
        ProblemDetails problem = ProblemDetails.of(ProblemCode.TOO_LARGE, "a body has at most " + maxBytes + " bytes");
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE);
        if (bytes <= MAX_DISCARDED_BYTES) {
            context.request().resume();
        } else {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        context.response().end(problem.toJson());
    }
}
