package io.heliograph.presence.reading.http;

import io.heliograph.presence.problem.http.ProblemResponse;
import io.heliograph.presence.store.postgres.StoreUnavailableException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a request is answered with while PostgreSQL is away. */
final class StoreMapper {
    @ServerExceptionMapper(StoreUnavailableException.class)
    Response storeAway() {
        return ProblemResponse.unavailable();
    }
}
