package io.heliograph.feed.store.postgres;

import io.heliograph.feed.activity.ScreenForm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is decided and not yet acknowledged by Kafka, and the lease of the one process that tells it. Blocks; safe for concurrent use. */
public final class Outbox {
    private static final String LEASE = """
            INSERT INTO feed.lease AS l (name, owner, until)
            VALUES ('delivery', ?, clock_timestamp() + make_interval(secs => ?))
            ON CONFLICT (name) DO UPDATE SET owner = EXCLUDED.owner, until = EXCLUDED.until
            WHERE l.owner = EXCLUDED.owner OR l.until < clock_timestamp()""";
    private static final String RELEASE = "DELETE FROM feed.lease WHERE owner = ?";
    private static final String OLDEST = """
            SELECT o.number, c.activity_id FROM feed.outbox o JOIN feed.change c ON c.number = o.change
            ORDER BY o.number LIMIT ?""";
    private static final String HOLD = "SELECT id FROM feed.activity WHERE id = ANY (?::uuid[]) ORDER BY id FOR SHARE";
    /** A statement of its own: what was withdrawn while the one before waited is seen by this one only. */
    private static final String STANDING = """
            SELECT o.number, o.feed_id, o.user_id, c.operation, c.cause_source, c.cause_id, c.caused_at, c.occurred_at, c.traceparent, c.document,
                CASE WHEN o.user_id IS NULL THEN ARRAY[o.feed_id]
                     ELSE ARRAY(SELECT f.feed_id FROM feed.follow f
                                WHERE f.user_id = o.user_id AND f.feed_id = ANY (a.feeds) ORDER BY f.feed_id) END AS feeds
            FROM feed.outbox o JOIN feed.change c ON c.number = o.change LEFT JOIN feed.activity a ON a.id = c.activity_id
            WHERE o.number = ANY (?::bigint[]) AND c.document IS NOT NULL ORDER BY o.number""";

    private static final String TOLD = "DELETE FROM feed.outbox WHERE number = ANY (?::bigint[])";
    private static final String CLEAN = """
            DELETE FROM feed.change AS c WHERE number IN
                (SELECT number FROM feed.change WHERE done ORDER BY number LIMIT 1000)
            AND NOT EXISTS (SELECT 1 FROM feed.outbox WHERE change = c.number)""";

    private final Database database;

    /** Something to be told to a feed's channel or a user's timeline: exactly one of the two is not null. */
    public record Entry(
            long number,
            @Nullable String feed,
            @Nullable String user,
            Operation operation,
            String causeSource,
            String causeId,
            Instant time,
            @Nullable String traceparent,
            String document) {}

    private record Due(String number, String activity) {
        static Due of(ResultSet row) throws SQLException {
            return new Due(Session.text(row, "number"), Session.text(row, "activity_id"));
        }
    }

    public Outbox(Database database) {
        this.database = database;
    }

    /** @return whether this process is the one for so long */
    public boolean lease(UUID owner, Duration term) {
        return database.transact(session -> session.update(LEASE, owner, (double) term.toSeconds()) > 0);
    }

    public void release(UUID owner) {
        var _ = database.transact(session -> session.update(RELEASE, owner));
    }

    /**
     * Has the oldest entries told, without those that were withdrawn. Until that is over their activities are held: a retraction waits, so that once it is
     * committed no text is on its way any more.
     *
     * @param writer returns when Kafka has acknowledged them; when it throws, they are still to be told
     * @return how many entries were dealt with
     */
    public int tell(int limit, Consumer<List<Entry>> writer) {
        return database.transact(session -> {
            List<Due> due = session.query(OLDEST, Due::of, limit);
            if (due.isEmpty()) {
                return 0;
            }
            session.query(
                    HOLD,
                    row -> row.getObject("id"),
                    due.stream().map(Due::activity).distinct().toList());
            List<String> numbers = due.stream().map(Due::number).toList();
            writer.accept(session.query(STANDING, Outbox::entry, numbers));
            session.update(TOLD, numbers);
            session.update(CLEAN);
            return due.size();
        });
    }

    /** Names the channel's own feed, or those that the user follows: the rest may be none of their business. */
    private static String form(ResultSet row) throws SQLException {
        String document = Session.text(row, "document");
        return Operation.valueOf(Session.text(row, "operation")) == Operation.REMOVED
                ? document
                : ScreenForm.of(document, Session.instant(row, "occurred_at"), Session.texts(row, "feeds"));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("number"),
                row.getString("feed_id"),
                row.getString("user_id"),
                Operation.valueOf(Session.text(row, "operation")),
                Session.text(row, "cause_source"),
                Session.text(row, "cause_id"),
                Session.instant(row, "caused_at"),
                row.getString("traceparent"),
                form(row));
    }
}
