package io.heliograph.feed.reading.http;

import io.heliograph.feed.history.HistoryUnavailableException;
import io.heliograph.feed.problem.http.ProblemResponse;
import io.heliograph.feed.store.postgres.StoreUnavailableException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a request is answered with while PostgreSQL or delivery-store is away. */
final class AwayMappers {
    @ServerExceptionMapper(StoreUnavailableException.class)
    Response storeAway() {
        return ProblemResponse.unavailable();
    }

    @ServerExceptionMapper(HistoryUnavailableException.class)
    Response historyAway() {
        return ProblemResponse.unavailable();
    }
}
