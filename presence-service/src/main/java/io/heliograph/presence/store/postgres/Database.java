package io.heliograph.presence.store.postgres;

import io.heliograph.presence.store.FencedException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Statements on the reactive client, awaited. Blocks, so not for event loops; safe for concurrent use. */
public final class Database {
    /** SQLSTATE classes that pass: connection, rolled back for another's sake, out of resources, ended by an operator or the server's shutdown. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    private static final int CLASS_LENGTH = 2;

    private final Pool pool;
    private final Duration within;

    /** @param within how long a statement or a transaction may take, waiting for a connection included */
    public Database(Pool pool, Duration within) {
        this.pool = pool;
        this.within = within;
    }

    /** @throws StoreUnavailableException when it is not known whether it was carried out */
    public List<Row> execute(String sql, Tuple parameters) {
        // Not pool.preparedQuery: its timer outlives a failed connection and then complains (Vert.x 4.5).
        return rows(await(
                pool.withConnection(connection -> connection.preparedQuery(sql).execute(parameters))));
    }

    /** @throws StoreUnavailableException when it is not known whether it was committed */
    <T> T inTransaction(Function<SqlConnection, Uni<T>> work) {
        return await(pool.withTransaction(work));
    }

    static List<Row> rows(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    public static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private <T> T await(Uni<T> work) {
        try {
            return work.ifNoItem()
                    .after(within)
                    .fail() // not only await: it also cancels what waits for a connection
                    .await()
                    .indefinitely();
        } catch (PgException e) {
            if (isDefect(e)) {
                throw e;
            }
            throw new StoreUnavailableException(e);
        } catch (FencedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StoreUnavailableException(e); // the connection, or the time that it takes
        }
    }

    private static boolean isDefect(PgException e) {
        String state = e.getSqlState();
        return state != null && state.length() > CLASS_LENGTH && !PASSING.contains(state.substring(0, CLASS_LENGTH));
    }
}
