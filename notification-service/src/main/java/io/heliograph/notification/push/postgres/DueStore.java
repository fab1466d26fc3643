package io.heliograph.notification.push.postgres;

import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.push.DueNotification;
import io.heliograph.notification.push.InboxState;
import io.heliograph.notification.push.PushQueue;
import io.heliograph.notification.push.PushReason;
import io.heliograph.notification.push.PushResult;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What is due. Several processes share it: each takes rows that no other one is taking. Blocks; safe for concurrent use. */
public final class DueStore implements PushQueue {
    private static final String TAKE = """
            WITH taken AS (
                SELECT notification_id FROM notification.push_due
                WHERE coalesce(not_before, due_at) <= $1
                ORDER BY coalesce(not_before, due_at) LIMIT $2
                FOR UPDATE SKIP LOCKED)
            UPDATE notification.push_due d SET not_before = $3, attempts = d.attempts + 1
            FROM taken LEFT JOIN notification.inbox i ON i.id = taken.notification_id
            WHERE d.notification_id = taken.notification_id
            RETURNING d.notification_id, d.recipient, d.due_at, d.attempts,
                i.read_at IS NOT NULL AS read, (i.retracted_at IS NOT NULL OR i.replaced_by IS NOT NULL) AS withdrawn,
                i.expires_at, i.collapse_key, i.form""";
    /** Results of a notification that the inbox has no more would be explained to nobody. */
    private static final String RECORD = """
            recorded AS (
                INSERT INTO notification.push_result (notification_id, device, outcome, reason, status, at)
                SELECT i.id, r.device, r.outcome, r.reason, r.status, r.at
                FROM unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::timestamptz[]) AS r (device, outcome, reason, status, at)
                JOIN notification.inbox i ON i.id = $1
                ON CONFLICT (notification_id, device) DO UPDATE
                    SET outcome = EXCLUDED.outcome, reason = EXCLUDED.reason, status = EXCLUDED.status, at = EXCLUDED.at)""";

    private static final String FINISH =
            "WITH " + RECORD + " DELETE FROM notification.push_due WHERE notification_id = $1";
    private static final String PUT_OFF = "WITH " + RECORD
            + " UPDATE notification.push_due SET not_before = $7, waits_for = $9 WHERE notification_id = $1 AND not_before = $8";

    private final Database database;

    public DueStore(Database database) {
        this.database = database;
    }

    @Override
    public List<DueNotification> take(int max, Instant now, Instant leasedUntil) {
        Instant lease = leasedUntil.truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it, to be compared later
        RowSet<Row> rows = database.execute(TAKE, Tuple.of(utc(now), max, utc(lease)));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> due(row, lease))
                .sorted(Comparator.comparing(DueNotification::dueAt))
                .toList();
    }

    @Override
    public void finish(DueNotification due, List<PushResult> results) {
        database.execute(FINISH, parameters(due, results));
    }

    @Override
    public void putOff(DueNotification due, Instant until, PushReason reason, List<PushResult> results) {
        database.execute(
                PUT_OFF,
                parameters(due, results)
                        .addOffsetDateTime(utc(until))
                        .addOffsetDateTime(utc(due.leasedUntil()))
                        .addString(reason.wireName()));
    }

    private static Tuple parameters(DueNotification due, List<PushResult> results) {
        return Tuple.tuple()
                .addUUID(due.id().value())
                .addArrayOfString(results.stream()
                        .map(result -> ResultRow.deviceColumn(result.device()))
                        .toArray(String[]::new))
                .addArrayOfString(results.stream()
                        .map(result -> result.outcome().wireName())
                        .toArray(String[]::new))
                .addArrayOfString(results.stream()
                        .map(result -> result.reason().wireName())
                        .toArray(String[]::new))
                .addArrayOfInteger(results.stream().map(PushResult::status).toArray(Integer[]::new))
                .addArrayOfOffsetDateTime(
                        results.stream().map(result -> utc(result.at())).toArray(OffsetDateTime[]::new));
    }

    private static DueNotification due(Row row, Instant lease) {
        return new DueNotification(
                new NotificationId(row.getUUID("notification_id")),
                row.getString("recipient"),
                row.getOffsetDateTime("due_at").toInstant(),
                row.getInteger("attempts"),
                lease,
                item(row));
    }

    private static @Nullable InboxState item(Row row) {
        if (row.getBuffer("form") == null) {
            return null;
        }
        OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
        return InboxState.of(
                row.getBoolean("read"),
                row.getBoolean("withdrawn"),
                expiresAt == null ? null : expiresAt.toInstant(),
                row.getString("collapse_key"),
                new JsonBytes(row.getBuffer("form").getBytes()));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
