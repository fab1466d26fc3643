package io.heliograph.notification.inbox.http;

import io.heliograph.notification.inbox.postgres.StoreUnavailableException;
import io.heliograph.notification.problem.http.ProblemResponse;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a request is answered with while PostgreSQL is away. */
final class StoreMapper {
    @ServerExceptionMapper(StoreUnavailableException.class)
    Response storeAway() {
        return ProblemResponse.unavailable();
    }
}
