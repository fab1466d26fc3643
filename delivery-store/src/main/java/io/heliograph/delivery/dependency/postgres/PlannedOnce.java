package io.heliograph.delivery.dependency.postgres;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Connections on which PostgreSQL parses and plans each statement once. The client forgets statements of 2,048 characters and more after each use, so that catching up was planned anew
 * for each question: 4 ms, and more with each day that is kept.
 */
@Singleton
public final class PlannedOnce implements PgPoolCreator {
    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(PlannedOnce::set);
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }

    private static void set(PgConnectOptions options) {
        options.setPreparedStatementCacheSqlFilter(sql -> true); // they are all constants
        options.addProperty("plan_cache_mode", "force_generic_plan");
    }
}
