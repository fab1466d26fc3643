package io.heliograph.feed.store.postgres;

import io.heliograph.feed.page.Place;
import io.heliograph.feed.page.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Parts of feeds and timelines. Blocks; safe for concurrent use. Throws {@link StoreUnavailableException} when PostgreSQL is away. */
public final class ListRows {
    /** Newer than whatever there can be. */
    private static final Place BEGINNING = new Place(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1, -1));

    /** Which activities of a feed a user may see: the same rule as Visibility, for the index. */
    private static final String FEED = """
            SELECT a.id, a.occurred_at, a.actor, a.group_key, a.document
            FROM feed.feed_item i JOIN feed.activity a ON a.id = i.activity_id
            WHERE i.feed_id = ? AND (i.occurred_at, i.activity_id) %1$s (?, ?) AND a.document IS NOT NULL
                AND (a.visibility = 'public' OR a.actor = ?
                     OR (a.visibility = 'users' AND ? = ANY (a.users))
                     OR (a.visibility = 'followers'
                         AND EXISTS (SELECT 1 FROM feed.follow f WHERE f.feed_id = ANY (a.feeds) AND f.user_id = ?)))
            ORDER BY i.occurred_at %2$s, i.activity_id %2$s LIMIT ?""";

    /**
     * What was written for the user, and what is merged of large feeds. An activity can be both, by different feeds. Rows of what was retracted, or is no longer
     * for the user, are there until the change was carried to the timeline; so they are looked at again.
     */
    static final String TIMELINE = """
            WITH own AS (
                SELECT t.occurred_at, t.activity_id
                FROM feed.timeline_item t JOIN feed.activity l ON l.id = t.activity_id AND l.document IS NOT NULL
                WHERE t.user_id = ? AND (t.occurred_at, t.activity_id) %1$s (?, ?)
                    AND (l.visibility = 'public' OR (l.visibility = 'users' AND ? = ANY (l.users))
                         OR (l.visibility = 'followers'
                             AND EXISTS (SELECT 1 FROM feed.follow g WHERE g.feed_id = ANY (l.feeds) AND g.user_id = ?)))
                ORDER BY t.occurred_at %2$s, t.activity_id %2$s LIMIT ?),
            merged AS (
                SELECT i.occurred_at, i.activity_id FROM feed.follow f JOIN feed.feed e ON e.id = f.feed_id AND e.ever_merged
                CROSS JOIN LATERAL (
                    SELECT m.occurred_at, m.activity_id FROM feed.feed_item m
                    WHERE m.feed_id = f.feed_id AND m.merged AND (m.occurred_at, m.activity_id) %1$s (?, ?)
                    ORDER BY m.occurred_at %2$s, m.activity_id %2$s LIMIT ?) AS i
                WHERE f.user_id = ?),
            part AS (
                SELECT occurred_at, activity_id FROM (SELECT * FROM own UNION SELECT * FROM merged) AS both_ways
                ORDER BY occurred_at %2$s, activity_id %2$s LIMIT ?)
            SELECT a.id, a.occurred_at, a.actor, a.group_key, a.document
            FROM part JOIN feed.activity a ON a.id = part.activity_id
            ORDER BY a.occurred_at %2$s, a.id %2$s""";

    private final Database database;

    public ListRows(Database database) {
        this.database = database;
    }

    /** What the viewer may see of a feed, the newest first. */
    public List<Item> feed(String feed, String viewer, Window window) {
        Place from = window.from().orElse(BEGINNING);
        List<Item> items = database.transact(session -> session.query(
                directed(FEED, window),
                Item::of,
                feed,
                from.time(),
                from.id(),
                viewer,
                viewer,
                viewer,
                window.limit()));
        return newestFirst(items, window);
    }

    /** What is on the user's timeline, the newest first. */
    public List<Item> timeline(String user, Window window) {
        Place from = window.from().orElse(BEGINNING);
        int limit = window.limit();
        List<Item> items = database.transact(session -> session.query(
                directed(TIMELINE, window),
                Item::of,
                user,
                from.time(),
                from.id(),
                user,
                user,
                limit,
                from.time(),
                from.id(),
                limit,
                user,
                limit));
        return newestFirst(items, window);
    }

    /** Where an activity stands; empty without one. */
    public Optional<Place> place(UUID activity) {
        return database.transact(session -> session
                .query(
                        "SELECT occurred_at FROM feed.activity WHERE id = ? AND document IS NOT NULL",
                        row -> new Place(Session.instant(row, "occurred_at"), activity),
                        activity)
                .stream()
                .findFirst());
    }

    private static String directed(String sql, Window window) {
        return window.newer() ? sql.formatted(">", "ASC") : sql.formatted("<", "DESC");
    }

    private static List<Item> newestFirst(List<Item> items, Window window) {
        return window.newer() ? items.reversed() : items;
    }
}
