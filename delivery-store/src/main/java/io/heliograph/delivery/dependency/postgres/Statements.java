package io.heliograph.delivery.dependency.postgres;

import io.heliograph.delivery.dependency.Dependency;
import io.heliograph.delivery.dependency.DependencyStates;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;

/** Executes prepared statements, each a transaction of its own, and waits for the result: only for threads that may block. Safe for concurrent use. */
public final class Statements {
    private final Pool pool;
    private final Duration timeout;
    private final DependencyStates dependencies;

    /** @param timeout for a connection and the result together; afterwards the outcome is unknown */
    public Statements(Pool pool, Duration timeout, DependencyStates dependencies) {
        this.pool = pool;
        this.dependencies = dependencies;
        this.timeout = timeout;
    }

    /** @throws io.heliograph.delivery.dependency.DependencyException whose cause is a {@link io.vertx.sqlclient.DatabaseException} when the server refused the statement */
    public RowSet<Row> execute(String sql, Tuple arguments) {
        RowSet<Row> rows = PostgresAnswer.await(pool.preparedQuery(sql).execute(arguments), timeout);
        dependencies.worked(Dependency.POSTGRES);
        return rows;
    }
}
