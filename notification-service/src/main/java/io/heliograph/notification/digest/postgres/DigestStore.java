package io.heliograph.notification.digest.postgres;

import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.digest.DigestContent;
import io.heliograph.notification.digest.DigestDue;
import io.heliograph.notification.digest.DigestQueue;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.ScreenForm;
import io.heliograph.notification.inbox.postgres.Database;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * What the inbox holds for digests, shared by several processes. Leases are by PostgreSQL's clock, so that clocks that differ shorten none. Blocks; safe for
 * concurrent use.
 */
public final class DigestStore implements DigestQueue {
    private static final String OF_DIGEST = " WHERE recipient = $1 AND category = $2 AND digest_at = $3";
    private static final String TAKE = """
            WITH taken AS (
                SELECT recipient, category, digest_at FROM notification.digest_due
                WHERE digest_at <= now() AND leased_until <= now()
                ORDER BY digest_at LIMIT $1
                FOR UPDATE SKIP LOCKED)
            UPDATE notification.digest_due d SET leased_until = now() + $2::bigint * interval '1 millisecond'
            FROM taken WHERE d.recipient = taken.recipient AND d.category = taken.category AND d.digest_at = taken.digest_at
            RETURNING d.recipient, d.category, d.digest_at, d.number, d.leased_until""";
    /** Forms of few only: they may be large. */
    private static final String CONTENT = """
            WITH held AS (
                SELECT i.id, i.created_at, i.form,
                    i.read_at IS NULL AND i.retracted_at IS NULL AND i.replaced_by IS NULL
                        AND (i.expires_at IS NULL OR i.expires_at > now()) AS told
                FROM notification.digest_item d JOIN notification.inbox i ON i.id = d.notification_id
                WHERE d.recipient = $1 AND d.category = $2 AND d.digest_at = $3
                ORDER BY i.created_at, i.id LIMIT $4)
            SELECT id, told, CASE WHEN told AND row_number() OVER (PARTITION BY told ORDER BY created_at, id) <= $5 THEN form END AS form
            FROM held ORDER BY created_at, id""";

    private static final String LEAVE_OUT =
            "DELETE FROM notification.digest_item" + OF_DIGEST + " AND notification_id = ANY ($4::uuid[])";
    /** What is held from now on, or was a moment ago, raises the number: then the digest is due once more, for the sake of that. */
    private static final String FINISH = """
            WITH late AS (
                UPDATE notification.digest_item SET digest_at = $4 WHERE recipient = $1 AND category = $2 AND digest_at = $3 RETURNING 1),
            next AS (
                INSERT INTO notification.digest_due (recipient, category, digest_at) SELECT $1, $2, $4 WHERE EXISTS (SELECT FROM late)
                ON CONFLICT (recipient, category, digest_at) DO UPDATE SET number = nextval('notification.digest_number'))
            DELETE FROM notification.digest_due""" + OF_DIGEST + " AND number = $5";

    private static final String AGAIN =
            "UPDATE notification.digest_due SET leased_until = '-infinity'" + OF_DIGEST + " AND leased_until = $4";

    private final Database database;
    private final Duration lease;
    private final int items;

    /**
     * @param lease longer than making a digest may take
     * @param items how many of what is held a digest shows
     */
    public DigestStore(Database database, Duration lease, int items) {
        this.database = database;
        this.lease = lease;
        this.items = items;
    }

    @Override
    public List<DigestDue> take(int max) {
        return StreamSupport.stream(
                        database.execute(TAKE, Tuple.of(max, lease.toMillis())).spliterator(), false)
                .map(row -> new DigestDue(
                        row.getString("recipient"),
                        row.getString("category"),
                        row.getOffsetDateTime("digest_at").toInstant(),
                        row.getLong("number"),
                        row.getOffsetDateTime("leased_until").toInstant()))
                .toList();
    }

    @Override
    public DigestContent content(DigestDue due) {
        List<NotificationId> held = new ArrayList<>();
        List<DigestContent.Item> first = new ArrayList<>();
        int count = 0;
        for (Row row : database.execute(
                CONTENT, of(due).addInteger(DigestContent.MAX_HELD).addInteger(items))) {
            NotificationId id = new NotificationId(row.getUUID("id"));
            held.add(id);
            count += row.getBoolean("told") ? 1 : 0;
            if (row.getBuffer("form") != null) {
                first.add(new DigestContent.Item(
                        id, new ScreenForm(new JsonBytes(row.getBuffer("form").getBytes()))));
            }
        }
        return new DigestContent(held, count, first);
    }

    @Override
    public void finish(DigestDue due, List<NotificationId> leftOut, Instant next) {
        if (!leftOut.isEmpty()) {
            UUID[] ids = leftOut.stream().map(NotificationId::value).toArray(UUID[]::new);
            database.execute(LEAVE_OUT, of(due).addArrayOfUUID(ids));
        }
        Tuple parameters = of(due).addOffsetDateTime(utc(next)).addLong(due.number());
        if (database.execute(FINISH, parameters).rowCount() == 0) {
            database.execute(AGAIN, of(due).addOffsetDateTime(utc(due.leasedUntil())));
        }
    }

    private static Tuple of(DigestDue due) {
        return Tuple.tuple()
                .addString(due.recipient())
                .addString(due.category())
                .addOffsetDateTime(utc(due.at()));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
