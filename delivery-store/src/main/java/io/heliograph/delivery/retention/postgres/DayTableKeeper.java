package io.heliograph.delivery.retention.postgres;

import io.heliograph.delivery.dependency.DependencyException;
import io.heliograph.delivery.dependency.postgres.PostgresAnswer;
import io.heliograph.delivery.retention.DayPlan;
import io.heliograph.delivery.retention.DayTable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.DatabaseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Makes the tables of the next days and drops those that nobody may see any more. Of several processes one does it at a time, elected by an advisory lock. A table is detached concurrently
 * before it is dropped: appending and reading go on. Safe for concurrent use; blocks.
 */
public final class DayTableKeeper {
    private static final Logger LOG = Logger.getLogger(DayTableKeeper.class);
    static final long LOCK = 0x48454C494F44L; // "HELIOD"
    private static final String DUPLICATE_TABLE = "42P07";
    private static final String UNIQUE_VIOLATION = "23505";

    private static final String TABLES = """
            SELECT c.relname, i.inhparent IS NOT NULL AS attached, coalesce(i.inhdetachpending, false) AS detaching
            FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
            WHERE c.relnamespace = 'delivery'::regnamespace AND c.relkind = 'r' AND c.relname ~ '_[0-9]{8}$'
            """;

    private final Pool pool;
    private final Duration longestRetention;
    private final InstantSource clock;
    private final Duration timeout;
    private final Counter dropped;

    private record Found(DayTable table, boolean attached, boolean detaching) {}

    /** @param timeout for each statement */
    public DayTableKeeper(
            Pool pool, Duration longestRetention, InstantSource clock, Duration timeout, MeterRegistry meters) {
        this.pool = pool;
        this.longestRetention = longestRetention;
        this.clock = clock;
        this.timeout = timeout;
        this.dropped = Counter.builder("heliograph.partition.dropped")
                .description("Tables of past days that were dropped")
                .register(meters);
    }

    /** Does the whole job, unless another process is at it. @throws DependencyException when the database did not do all of it */
    public void keep() {
        withConnection(connection -> {
            boolean elected = execute(connection, "SELECT pg_try_advisory_lock(" + LOCK + ")")
                    .iterator()
                    .next()
                    .getBoolean(0);
            if (!elected) {
                return;
            }
            try {
                make(connection);
                drop(connection);
            } finally {
                execute(connection, "SELECT pg_advisory_unlock(" + LOCK + ")");
            }
        });
    }

    /** Makes what is missing now, whoever is elected: somebody waits for it. @throws DependencyException when the database did not do it */
    public void ensure() {
        withConnection(this::make);
    }

    private void make(SqlConnection connection) {
        var existing =
                tables(connection).filter(Found::attached).map(Found::table).collect(Collectors.toSet());
        for (DayTable table :
                DayPlan.of(clock.instant(), longestRetention, existing).missing()) {
            try {
                execute(
                        connection,
                        "CREATE TABLE IF NOT EXISTS delivery.%s PARTITION OF delivery.%s FOR VALUES FROM (%s) TO (%s)"
                                .formatted(table.tableName(), table.parent().tableName(), table.from(), table.to()));
                LOG.infof("partition.created table=%s", table.tableName());
            } catch (DependencyException e) {
                if (!wasMadeByAnother(e)) {
                    throw e;
                }
            }
        }
    }

    private void drop(SqlConnection connection) {
        var found = tables(connection).toList();
        var existing = found.stream().map(Found::table).collect(Collectors.toSet());
        var outdated = DayPlan.of(clock.instant(), longestRetention, existing).outdated();
        for (Found each : found) {
            if (outdated.contains(each.table())) {
                drop(connection, each);
            }
        }
    }

    /** A process that died in between left the table detached, or half detached: both go on from there. */
    private void drop(SqlConnection connection, Found found) {
        DayTable table = found.table();
        if (found.attached()) {
            execute(
                    connection,
                    "ALTER TABLE delivery.%s DETACH PARTITION delivery.%s %s"
                            .formatted(
                                    table.parent().tableName(),
                                    table.tableName(),
                                    found.detaching() ? "FINALIZE" : "CONCURRENTLY"));
        }
        execute(connection, "DROP TABLE delivery." + table.tableName());
        dropped.increment();
        LOG.infof("partition.dropped table=%s", table.tableName());
    }

    private Stream<Found> tables(SqlConnection connection) {
        return StreamSupport.stream(execute(connection, TABLES).spliterator(), false)
                .flatMap(
                        row -> DayTable.parse(row.getString(0))
                                .map(table -> new Found(table, row.getBoolean(1), row.getBoolean(2)))
                                .stream());
    }

    private static boolean wasMadeByAnother(DependencyException failure) {
        return Optional.ofNullable(failure.getCause())
                .filter(DatabaseException.class::isInstance)
                .map(cause -> ((DatabaseException) cause).getSqlState())
                .filter(state -> state.equals(DUPLICATE_TABLE) || state.equals(UNIQUE_VIOLATION))
                .isPresent();
    }

    private void withConnection(Consumer<SqlConnection> work) {
        SqlConnection connection = PostgresAnswer.await(pool.getConnection(), timeout);
        try {
            work.accept(connection);
        } finally {
            connection.closeAndForget();
        }
    }

    private RowSet<Row> execute(SqlConnection connection, String sql) {
        return PostgresAnswer.await(connection.query(sql).execute(), timeout);
    }
}
