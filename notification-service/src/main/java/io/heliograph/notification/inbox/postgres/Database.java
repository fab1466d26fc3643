package io.heliograph.notification.inbox.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Set;

/** Statements on the reactive client, awaited. Failures are those of {@link InboxStore}. Safe for concurrent use. */
public final class Database {
    /** SQLSTATE classes that pass: connection, rolled back for another's sake, out of resources, ended by an operator or the server's shutdown. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    private static final int CLASS_LENGTH = 2;

    private final Pool pool;
    private final Duration within;

    public Database(Pool pool, Duration within) {
        this.pool = pool;
        this.within = within;
    }

    public RowSet<Row> execute(String sql, Tuple parameters) {
        // Not pool.preparedQuery: its timer outlives a failed connection and then complains (Vert.x 4.5).
        return await(
                pool.withConnection(connection -> connection.preparedQuery(sql).execute(parameters)));
    }

    /** Both in one transaction; the second sees whatever was committed while the first waited. */
    public RowSet<Row> execute(String first, Tuple firstParameters, String second, Tuple secondParameters) {
        return await(pool.withTransaction(connection -> connection
                .preparedQuery(first)
                .execute(firstParameters)
                .chain(() -> connection.preparedQuery(second).execute(secondParameters))));
    }

    private RowSet<Row> await(Uni<RowSet<Row>> result) {
        try {
            return result.ifNoItem()
                    .after(within)
                    .fail() // not only await: it also cancels what waits for a connection
                    .await()
                    .indefinitely();
        } catch (PgException e) {
            if (isDefect(e)) {
                throw e;
            }
            throw new StoreUnavailableException(e);
        } catch (RuntimeException e) {
            throw new StoreUnavailableException(e); // the connection, or the time that it takes
        }
    }

    private static boolean isDefect(PgException e) {
        String state = e.getSqlState();
        return state != null && state.length() > CLASS_LENGTH && !PASSING.contains(state.substring(0, CLASS_LENGTH));
    }
}
