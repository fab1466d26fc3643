package io.heliograph.delivery.testing;

import io.heliograph.delivery.dependency.DependencyStates;
import io.heliograph.delivery.dependency.postgres.Statements;
import io.heliograph.delivery.retention.DayTable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.awaitility.Awaitility;

/** The database that the service under test uses. */
public final class Databases {
    private final Statements statements;

    /** Waits for the schema: the service migrates while it is already running. */
    public Databases(Pool pool) {
        statements = new Statements(pool, Duration.ofSeconds(20), new DependencyStates());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> execute(
                                        "SELECT 1 FROM pg_class WHERE relname = '%s'",
                                        new DayTable(DayTable.Parent.PROCESSED_EVENT, today().plusDays(3)).tableName())
                                .size()
                        == 1);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation is in a library that nothing else here needs
    public RowSet<Row> execute(String sql, Object... arguments) {
        return statements.execute(sql.formatted(arguments), Tuple.tuple());
    }

    /** Makes the tables of a day that is past, and says when its noon was, as SQL. */
    public String pastDay(int daysAgo) {
        LocalDate day = today().minusDays(daysAgo);
        for (DayTable.Parent parent : DayTable.Parent.values()) {
            var table = new DayTable(parent, day);
            execute(
                    "CREATE TABLE IF NOT EXISTS delivery.%s PARTITION OF delivery.%s FOR VALUES FROM (%s) TO (%s)",
                    table.tableName(), parent.tableName(), table.from(), table.to());
        }
        return "'" + day.atTime(12, 0).atOffset(ZoneOffset.UTC) + "'";
    }

    public static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
