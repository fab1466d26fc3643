package io.heliograph.gateway.connection.websocket;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProblemDetails;
import io.heliograph.contracts.protocol.Subprotocol;
import io.heliograph.gateway.admission.Admission;
import io.heliograph.gateway.admission.Admission.Decision;
import io.heliograph.gateway.metrics.ConnectionMetrics;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;

/** Refuses handshakes with a problem (docs/protocol.md §2.1), which the framework's own check cannot, before anything is upgraded. */
@Singleton
final class Handshakes {
    /** After the framework's authentication handler. */
    private static final int PRIORITY = 10;

    private static final String SUBPROTOCOL_HEADER = "Sec-WebSocket-Protocol";

    private final Admission admission;
    private final ConnectionMetrics metrics;

    Handshakes(Admission admission, ConnectionMetrics metrics) {
        this.admission = admission;
        this.metrics = metrics;
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, PRIORITY);
    }

    private void filter(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.path().equals(GatewayEndpoint.PATH) || request.getHeader(HttpHeaders.UPGRADE) == null) {
            context.next();
            return;
        }
        // With it the framework would keep the whole request for as long as the connection is open.
        context.remove(QuarkusHttpUser.DEFERRED_IDENTITY_KEY);
        if (!offersOurs(request)) {
            refuse(
                    context,
                    new Decision.Refused(
                            "subprotocol",
                            ProblemCode.MALFORMED.httpStatus(),
                            ProblemCode.MALFORMED,
                            "offer the subprotocol " + Subprotocol.V1,
                            0));
            return;
        }
        switch (admission.decide(request.getHeader(HttpHeaders.ORIGIN))) {
            case Decision.Admitted _ -> context.next();
            case Decision.Refused refused -> refuse(context, refused);
        }
    }

    private static boolean offersOurs(HttpServerRequest request) {
        return request.headers().getAll(SUBPROTOCOL_HEADER).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .anyMatch(offered -> offered.strip().equals(Subprotocol.V1));
    }

    private void refuse(RoutingContext context, Decision.Refused refused) {
        metrics.handshakeRejected(refused.reason());
        var problem = ProblemDetails.of(refused.code(), refused.detail()).withStatus(refused.status());
        if (refused.retryAfterSeconds() > 0) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(refused.retryAfterSeconds()));
        }
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(problem.toJson());
    }
}
