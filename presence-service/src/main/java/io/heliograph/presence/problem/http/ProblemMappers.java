package io.heliograph.presence.problem.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProblemDetails;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a request is answered with when it fails. */
final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return ProblemResponse.of(e.problem()).build();
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthenticated() {
        return ProblemResponse.of(ProblemCode.UNAUTHENTICATED, "send a valid access token")
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper(ForbiddenException.class)
    Response forbidden() {
        return ProblemResponse.of(ProblemCode.FORBIDDEN, "the token does not allow it")
                .build();
    }

    @ServerExceptionMapper(KafkaException.class)
    Response kafkaAway() {
        return ProblemResponse.unavailable();
    }

    /** What the framework answers by itself: no such path, no such method, no such content type. */
    @ServerExceptionMapper
    Response refused(WebApplicationException e) {
        ProblemCode code = e instanceof NotFoundException ? ProblemCode.NOT_FOUND : ProblemCode.MALFORMED;
        return ProblemResponse.of(ProblemDetails.of(code, "no request of this form is answered here")
                        .withStatus(e.getResponse().getStatus()))
                .build();
    }

    @ServerExceptionMapper
    Response defect(RuntimeException e) {
        LOG.error("request.failed", e);
        return ProblemResponse.of(ProblemCode.INTERNAL_ERROR, "it was logged").build();
    }
}
