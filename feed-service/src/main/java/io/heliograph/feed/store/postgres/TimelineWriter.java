package io.heliograph.feed.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Carries changes to timelines, in turns and a batch in each transaction: the rows, who is to be told, and how far it came. So a crash goes on where the last
 * batch ended, and nobody is told before the row is there. Changes of one activity are carried one after the other. Several processes may do it at once: each
 * batch locks its change. Blocks; safe for concurrent use.
 */
public final class TimelineWriter {
    private static final String NEXT = """
            SELECT * FROM feed.change AS c
            WHERE NOT done AND NOT EXISTS (SELECT 1 FROM feed.change AS earlier
                WHERE earlier.activity_id = c.activity_id AND earlier.number < c.number AND NOT earlier.done)
            ORDER BY turn LIMIT 1 FOR UPDATE OF c SKIP LOCKED""";
    /** Following waits for the batch, and the batch for it. */
    private static final String SHARE = "SELECT id FROM feed.feed WHERE id = ANY (?) ORDER BY id FOR SHARE";

    private static final String TELL = """
            , told AS (INSERT INTO feed.outbox (change, user_id) SELECT ?, user_id FROM page ORDER BY user_id)""";
    private static final String DUE = """
            , due AS (INSERT INTO feed.unseen_due (user_id) SELECT user_id FROM page ORDER BY user_id
                      ON CONFLICT (user_id) DO UPDATE SET number = nextval('feed.unseen_number'))""";
    private static final String RESULT = " SELECT count(*) AS count, max(user_id) AS last FROM page";
    private static final String ADD = """
            WITH page AS (SELECT DISTINCT user_id FROM feed.follow
                          WHERE feed_id = ANY (?) AND user_id > ? AND (?::text[] IS NULL OR user_id = ANY (?))
                          ORDER BY user_id LIMIT ?),
                 written AS (INSERT INTO feed.timeline_item (user_id, occurred_at, activity_id)
                             SELECT user_id, ?, ? FROM page ON CONFLICT DO NOTHING)""" + TELL + DUE + RESULT;
    private static final String UPDATE = """
            WITH page AS (SELECT user_id FROM feed.timeline_item WHERE activity_id = ? AND user_id > ?
                          ORDER BY user_id LIMIT ?)""" + TELL + RESULT;
    private static final String REMOVE = """
            WITH page AS (SELECT user_id FROM feed.timeline_item WHERE activity_id = ? AND user_id > ?
                          ORDER BY user_id LIMIT ?),
                 removed AS (DELETE FROM feed.timeline_item AS t USING page
                             WHERE t.activity_id = ? AND t.user_id = page.user_id)""" + TELL + DUE + RESULT;
    private static final String MOVE =
            "UPDATE feed.change SET cursor_user = ?, done = ?, turn = nextval('feed.turn') WHERE number = ?";

    private final Database database;
    private final int batch;

    private record Pending(
            long number,
            Operation operation,
            UUID activity,
            Instant time,
            List<String> feeds,
            Optional<List<String>> users,
            String cursor) {}

    private record Written(int count, String last) {}

    /** @param batch timelines in one transaction, at least 1 */
    public TimelineWriter(Database database, int batch) {
        this.database = database;
        this.batch = batch;
    }

    /** Writes one batch. @return how many timelines it was; negative when there was nothing to do */
    public int step() {
        return database.transact(session -> {
            List<Pending> next = session.query(NEXT, TimelineWriter::pending);
            if (next.isEmpty()) {
                return -1;
            }
            Pending change = next.getFirst();
            session.query(SHARE, row -> Session.text(row, "id"), change.feeds());
            Written written = write(session, change);
            boolean done = written.count() < batch;
            session.update(MOVE, done ? change.cursor() : written.last(), done, change.number());
            return written.count();
        });
    }

    private Written write(Session session, Pending change) throws SQLException {
        List<Written> written = switch (change.operation()) {
            case ADDED -> {
                List<String> users = change.users().orElse(null);
                yield session.query(
                        ADD,
                        TimelineWriter::written,
                        change.feeds(),
                        change.cursor(),
                        users,
                        users,
                        batch,
                        change.time(),
                        change.activity(),
                        change.number());
            }
            case UPDATED ->
                session.query(
                        UPDATE, TimelineWriter::written, change.activity(), change.cursor(), batch, change.number());
            case REMOVED ->
                session.query(
                        REMOVE,
                        TimelineWriter::written,
                        change.activity(),
                        change.cursor(),
                        batch,
                        change.activity(),
                        change.number());
        };
        return written.getFirst();
    }

    private static Written written(ResultSet row) throws SQLException {
        String last = row.getString("last");
        return new Written(row.getInt("count"), last == null ? "" : last);
    }

    private static Pending pending(ResultSet row) throws SQLException {
        return new Pending(
                row.getLong("number"),
                Operation.valueOf(Session.text(row, "operation")),
                Session.uuid(row, "activity_id"),
                Session.instant(row, "occurred_at"),
                Session.texts(row, "feeds"),
                row.getArray("users") == null ? Optional.empty() : Optional.of(Session.texts(row, "users")),
                Session.text(row, "cursor_user"));
    }
}
