package io.heliograph.notification.unread.postgres;

import static io.heliograph.notification.inbox.postgres.InboxSql.AND_MAKE_DUE;

import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.inbox.postgres.InboxStore;
import io.heliograph.notification.unread.UnreadDue;
import io.heliograph.notification.unread.UnreadQueue;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What {@link InboxStore} made due, shared by several processes. Times are PostgreSQL's, so that clocks that differ shorten no lease. Blocks; safe for
 * concurrent use.
 */
public final class UnreadStore implements UnreadQueue {
    private static final String EXPIRE = """
            WITH changed AS (
                UPDATE notification.inbox SET expiry_counted = true WHERE id IN (
                    SELECT id FROM notification.inbox
                    WHERE expires_at <= now() AND NOT expiry_counted
                        AND read_at IS NULL AND retracted_at IS NULL AND replaced_by IS NULL AND NOT hidden
                    ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED)
                RETURNING recipient)""" + AND_MAKE_DUE + "SELECT recipient FROM changed";
    private static final String TAKE = """
            WITH taken AS (
                SELECT recipient FROM notification.unread_due WHERE leased_until <= now()
                ORDER BY number LIMIT $1
                FOR UPDATE SKIP LOCKED)
            UPDATE notification.unread_due d SET leased_until = now() + $2::bigint * interval '1 millisecond'
            FROM taken WHERE d.recipient = taken.recipient
            RETURNING d.recipient, d.number, d.leased_until""";
    /** In the order of the names, so that two statements do not wait for each other. */
    private static final String TOLD = """
            DELETE FROM notification.unread_due WHERE recipient IN (
                SELECT recipient FROM notification.unread_due
                    JOIN unnest($1::text[], $2::bigint[], $3::timestamptz[]) AS told (recipient, number, leased_until) USING (recipient, number, leased_until)
                ORDER BY recipient FOR UPDATE OF unread_due)
            RETURNING recipient""";

    private static final String AGAIN = """
            INSERT INTO notification.unread_due AS d (recipient) VALUES ($1)
            ON CONFLICT (recipient) DO UPDATE SET number = nextval('notification.unread_number'),
                leased_until = CASE WHEN d.leased_until = $2 THEN '-infinity' ELSE d.leased_until END""";
    private static final String PUT_OFF = """
            UPDATE notification.unread_due SET leased_until = now() + $3::bigint * interval '1 millisecond'
            WHERE recipient = $1 AND leased_until = $2""";

    private final Database database;
    private final Duration lease;
    private final Duration retry;

    /**
     * @param lease longer than telling may take
     * @param retry how long what could not be told waits
     */
    public UnreadStore(Database database, Duration lease, Duration retry) {
        this.database = database;
        this.lease = lease;
        this.retry = retry;
    }

    @Override
    public int expire(int max) {
        return database.execute(EXPIRE, Tuple.of(max)).size();
    }

    @Override
    public List<UnreadDue> take(int max) {
        return stream(database.execute(TAKE, Tuple.of(max, lease.toMillis())))
                .map(row -> new UnreadDue(
                        row.getString("recipient"),
                        row.getLong("number"),
                        row.getOffsetDateTime("leased_until").toInstant()))
                .toList();
    }

    @Override
    public void told(List<UnreadDue> due) {
        Set<String> done = stream(database.execute(TOLD, columns(due)))
                .map(row -> row.getString("recipient"))
                .collect(Collectors.toSet());
        // Of the others either something changed, or the lease had ended and another process told as well, perhaps
        // before: once more is right for both.
        due.stream()
                .filter(each -> !done.contains(each.recipient()))
                .forEach(each -> database.execute(AGAIN, Tuple.of(each.recipient(), utc(each.leasedUntil()))));
    }

    private static Tuple columns(List<UnreadDue> due) {
        return Tuple.of(
                due.stream().map(UnreadDue::recipient).toArray(String[]::new),
                due.stream().map(UnreadDue::number).toArray(Long[]::new),
                due.stream().map(each -> utc(each.leasedUntil())).toArray(OffsetDateTime[]::new));
    }

    @Override
    public void putOff(UnreadDue due) {
        database.execute(PUT_OFF, Tuple.of(due.recipient(), utc(due.leasedUntil()), retry.toMillis()));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
