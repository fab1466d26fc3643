package io.heliograph.gateway.authentication.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProblemDetails;
import io.heliograph.gateway.authentication.Authenticator;
import io.heliograph.gateway.authentication.Authenticator.Outcome;
import io.heliograph.gateway.authentication.Principal;
import io.heliograph.gateway.problem.http.ProblemResponse;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Requires {@code Authorization: Bearer} (RFC 6750 §2.1) of a request, before anything of its body is read. */
@Singleton
public final class BearerAuthentication {
    private static final String SCHEME = "Bearer ";

    private final Authenticator authenticator;

    BearerAuthentication(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** Goes on with {@code next} on the request's context, or ends the response with 401 or 503. */
    public void require(RoutingContext context, Consumer<Principal> next) {
        HttpServerRequest request = context.request();
        String token = token(request);
        if (token == null) {
            refuse(context, ProblemCode.UNAUTHENTICATED, "send an access token: Authorization: Bearer …");
            return;
        }
        request.pause();
        Future.fromCompletionStage(
                        authenticator.authenticate(token), context.vertx().getOrCreateContext())
                .onComplete(outcome -> {
                    request.resume();
                    if (outcome.failed()) {
                        ProblemResponse.defect(context.response(), outcome.cause());
                        return;
                    }
                    goOn(context, outcome.result(), next);
                });
    }

    private static void goOn(RoutingContext context, Outcome outcome, Consumer<Principal> next) {
        switch (outcome) {
            case Outcome.Accepted accepted -> next.accept(accepted.principal());
            case Outcome.Rejected _ ->
                refuse(context, ProblemCode.UNAUTHENTICATED, "the access token is not valid here");
            case Outcome.Unavailable _ ->
                refuse(context, ProblemCode.UNAVAILABLE, "tokens cannot be validated at present: try again");
        }
    }

    private static void refuse(RoutingContext context, ProblemCode code, String detail) {
        ProblemResponse.end(context.response(), ProblemDetails.of(code, detail));
    }

    private static @Nullable String token(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : null;
    }
}
