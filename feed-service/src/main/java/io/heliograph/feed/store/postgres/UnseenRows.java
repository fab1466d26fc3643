package io.heliograph.feed.store.postgres;

import io.heliograph.feed.page.Place;
import io.heliograph.feed.page.Unseen;
import java.util.List;

/** What users have seen of their timelines, and how much they have not. Blocks; safe for concurrent use. */
public final class UnseenRows {
    private static final String COUNT = """
            SELECT d.user_id, d.number, (SELECT count(*) FROM (
                (SELECT t.activity_id FROM feed.timeline_item t
                 WHERE t.user_id = d.user_id
                     AND (t.occurred_at, t.activity_id) > (coalesce(s.occurred_at, '-infinity'), coalesce(s.activity_id, '00000000-0000-0000-0000-000000000000'))
                 LIMIT %2$d)
                UNION
                (SELECT i.activity_id FROM feed.follow f JOIN feed.feed e ON e.id = f.feed_id AND e.ever_merged
                 CROSS JOIN LATERAL (SELECT m.activity_id FROM feed.feed_item m
                     WHERE m.feed_id = f.feed_id AND m.merged
                         AND (m.occurred_at, m.activity_id) > (coalesce(s.occurred_at, '-infinity'), coalesce(s.activity_id, '00000000-0000-0000-0000-000000000000'))
                     LIMIT %2$d) AS i
                 WHERE f.user_id = d.user_id)) AS unseen) AS count
            FROM (%1$s) AS d LEFT JOIN feed.seen s ON s.user_id = d.user_id""";
    private static final String DUE =
            COUNT.formatted("SELECT user_id, number FROM feed.unseen_due ORDER BY number LIMIT ?", Unseen.MAX + 1);
    private static final String OF_USER =
            COUNT.formatted("SELECT ?::text AS user_id, 0::bigint AS number", Unseen.MAX + 1);
    /** What was seen stays seen: another device may be further. */
    private static final String SEE = """
            INSERT INTO feed.seen AS s (user_id, occurred_at, activity_id) VALUES (?, ?, ?)
            ON CONFLICT (user_id) DO UPDATE SET occurred_at = EXCLUDED.occurred_at, activity_id = EXCLUDED.activity_id
            WHERE (s.occurred_at, s.activity_id) < (EXCLUDED.occurred_at, EXCLUDED.activity_id)""";

    static final String MAKE_DUE = """
            INSERT INTO feed.unseen_due (user_id) VALUES (?)
            ON CONFLICT (user_id) DO UPDATE SET number = nextval('feed.unseen_number')""";
    /** A row that somebody holds is about to get another number. */
    private static final String TOLD = """
            DELETE FROM feed.unseen_due WHERE user_id IN (
                SELECT d.user_id FROM feed.unseen_due AS d
                JOIN unnest(?::text[], ?::bigint[]) AS told (user_id, number) USING (user_id, number)
                FOR UPDATE OF d SKIP LOCKED)""";

    private final Database database;

    /** @param number tells this reason for telling from a later one */
    public record Due(String user, long number, Unseen unseen) {}

    public UnseenRows(Database database) {
        this.database = database;
    }

    public Unseen of(String user) {
        return database.transact(session -> session.query(OF_USER, row -> Unseen.of(row.getInt("count")), user)
                .getFirst());
    }

    /** @return whether that was further than before */
    public boolean see(String user, Place place) {
        return database.transact(session -> {
            boolean further = session.update(SEE, user, place.time(), place.id()) > 0;
            if (further) {
                session.update(MAKE_DUE, user);
            }
            return further;
        });
    }

    public List<Due> due(int limit) {
        return database.transact(session -> session.query(
                DUE,
                row -> new Due(Session.text(row, "user_id"), row.getLong("number"), Unseen.of(row.getInt("count"))),
                limit));
    }

    public void told(List<Due> told) {
        var _ = database.transact(session -> session.update(
                TOLD,
                told.stream().map(Due::user).toList(),
                told.stream().map(due -> Long.toString(due.number())).toList()));
    }
}
