package io.heliograph.notification.inbox.postgres;

import io.heliograph.notification.defect.Defect;
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

    /** SQLSTATE classes that are about the values: data exception, integrity constraint. */
    private static final Set<String> DATA = Set.of("22", "23");

    private static final Set<String> MISUSES = Set.of("Parameter at position", "The number of parameters");
    private static final int CLASS_LENGTH = 2;

    private final Pool pool;
    private final Duration within;

    public Database(Pool pool, Duration within) {
        this.pool = pool;
        this.within = within;
    }

    /**
     * @throws StoreUnavailableException when it is not known whether it was carried out
     * @throws IllegalArgumentException when the values do not fit the statement or the tables
     */
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
            throw refused(e);
        } catch (RuntimeException e) {
            if (Defect.isOne(e)) {
                throw e;
            }
            Throwable cause = e.getCause();
            if (cause != null && isMisuse(cause)) {
                throw new IllegalArgumentException("the parameters are not those of the statement", e);
            }
            throw new StoreUnavailableException(e); // the connection, or the time that it takes
        }
    }

    private static RuntimeException refused(PgException e) {
        String state = e.getSqlState();
        if (state == null || state.length() <= CLASS_LENGTH) {
            return new StoreUnavailableException(e);
        }
        String kind = state.substring(0, CLASS_LENGTH);
        if (PASSING.contains(kind)) {
            return new StoreUnavailableException(e);
        }
        return DATA.contains(kind) ? new IllegalArgumentException("PostgreSQL refused the data", e) : e;
    }

    /** The driver tells it by words only. */
    private static boolean isMisuse(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return MISUSES.stream().anyMatch(message::startsWith);
    }
}
