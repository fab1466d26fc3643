package io.heliograph.notification.push.postgres;

import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.push.PushRecord;
import io.heliograph.notification.push.PushResult;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads what became of a notification. Blocks; safe for concurrent use. */
public final class ResultStore implements PushRecord {
    private static final String DUE =
            "SELECT coalesce(not_before, due_at) AS due_at, waits_for FROM notification.push_due WHERE notification_id = $1";
    private static final String RESULTS = "SELECT device, outcome, reason, status, at FROM notification.push_result"
            + " WHERE notification_id = $1 ORDER BY at, device";

    private final Database database;

    public ResultStore(Database database) {
        this.database = database;
    }

    @Override
    public State of(NotificationId notification) {
        Tuple id = Tuple.of(notification.value());
        // In this order: what is finished between the two is seen as finished, not as neither.
        RowIterator<Row> due = database.execute(DUE, id).iterator();
        List<PushResult> results = StreamSupport.stream(
                        database.execute(RESULTS, id).spliterator(), false)
                .map(ResultRow::read)
                .toList();
        if (!due.hasNext()) {
            return new State(null, null, results);
        }
        Row row = due.next();
        String waitsFor = row.getString("waits_for");
        return new State(
                row.getOffsetDateTime("due_at").toInstant(),
                waitsFor == null ? null : ResultRow.reason(waitsFor),
                results);
    }
}
