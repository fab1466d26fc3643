package io.heliograph.delivery.dependency.postgres;

import io.heliograph.delivery.dependency.Dependency;
import io.heliograph.delivery.dependency.DependencyException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** Waits for the driver: only for threads that may block. */
public final class PostgresAnswer {
    private PostgresAnswer() {}

    /** @throws DependencyException whose cause is a {@link io.vertx.sqlclient.DatabaseException} when the server refused the statement */
    public static <T> T await(Uni<T> answer, Duration timeout) {
        try {
            return answer.await().atMost(timeout);
        } catch (CompletionException e) {
            throw DependencyException.unwrapped(Dependency.POSTGRES, e);
        } catch (TimeoutException | VertxException e) {
            throw new DependencyException(Dependency.POSTGRES, e);
        }
    }
}
