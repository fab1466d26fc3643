package io.heliograph.feed.store.postgres;

import io.heliograph.feed.page.Part;
import io.heliograph.feed.page.Place;
import io.heliograph.feed.page.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Parts of feeds and timelines. Blocks; safe for concurrent use. Throws {@link StoreUnavailableException} when PostgreSQL is away. */
public final class ListRows {
    /** Entries that one page looks at, those included that its reader may not see. */
    private static final int MAX_READ = 5_000;

    /** Newer than whatever there can be. */
    private static final Place BEGINNING = new Place(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1, -1));

    private static final String FOLLOWED = """
            CROSS JOIN LATERAL (SELECT ARRAY(
                SELECT f.feed_id FROM feed.follow f WHERE f.feed_id = ANY (a.feeds) AND f.user_id = ?) AS feeds) AS followed
            """;
    /** The same rule as Visibility. Rows of what was retracted, or is no longer for the user, are there until the change was carried to the timeline. */
    private static final String VISIBLE = """
            a.document IS NOT NULL AND (a.visibility = 'public' OR a.actor = ?
                OR (a.visibility = 'users' AND ? = ANY (a.users)) OR (a.visibility = 'followers' AND followed.feeds <> '{}'))
            """;

    private static final String COLUMNS = """
            SELECT a.id, a.occurred_at, a.actor, a.group_key, a.feeds, followed.feeds AS followed, CASE WHEN
            """ + VISIBLE + "THEN a.document END AS document ";

    private static final String FEED =
            COLUMNS + "FROM feed.feed_item i JOIN feed.activity a ON a.id = i.activity_id " + FOLLOWED + """
            WHERE i.feed_id = ? AND (i.occurred_at, i.activity_id) %1$s (?, ?)
            ORDER BY i.occurred_at %2$s, i.activity_id %2$s LIMIT ?""";

    /** What was written for the user, and what is merged of large feeds. An activity can be both, by different feeds. */
    private static final String TIMELINE =
            """
            WITH own AS (
                SELECT t.occurred_at, t.activity_id FROM feed.timeline_item t
                WHERE t.user_id = ? AND (t.occurred_at, t.activity_id) %1$s (?, ?)
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
            """ + COLUMNS + "FROM part JOIN feed.activity a ON a.id = part.activity_id " + FOLLOWED
                    + "ORDER BY a.occurred_at %2$s, a.id %2$s";

    private static final String ON_TIMELINE =
            "SELECT a.occurred_at FROM feed.activity a " + FOLLOWED + "WHERE a.id = ? AND " + VISIBLE + """
            AND (EXISTS (SELECT 1 FROM feed.timeline_item t
                         WHERE t.user_id = ? AND t.occurred_at = a.occurred_at AND t.activity_id = a.id)
                 OR EXISTS (SELECT 1 FROM feed.feed_item m
                            WHERE m.activity_id = a.id AND m.merged AND m.feed_id = ANY (followed.feeds)))""";

    private final Database database;

    public ListRows(Database database) {
        this.database = database;
    }

    /** What the viewer may see of a feed. */
    public Part<Item> feed(String feed, String viewer, Window window) {
        return Part.read(window, MAX_READ, (start, count) -> {
            Place from = start.orElse(BEGINNING);
            return database.transact(session -> session.query(
                    directed(FEED, window),
                    ListRows::entry,
                    viewer,
                    viewer,
                    viewer,
                    feed,
                    from.time(),
                    from.id(),
                    count));
        });
    }

    /** What is on the user's timeline. */
    public Part<Item> timeline(String user, Window window) {
        return Part.read(window, MAX_READ, (start, count) -> {
            Place from = start.orElse(BEGINNING);
            return database.transact(session -> session.query(
                    directed(TIMELINE, window),
                    ListRows::entry,
                    user,
                    from.time(),
                    from.id(),
                    count,
                    from.time(),
                    from.id(),
                    count,
                    user,
                    count,
                    user,
                    user,
                    user));
        });
    }

    /** Where an activity stands on the user's timeline. Empty when it is not there, whether there is one elsewhere or not. */
    public Optional<Place> placeOnTimeline(String user, UUID activity) {
        return database.transact(session -> session
                .query(
                        ON_TIMELINE,
                        row -> new Place(Session.instant(row, "occurred_at"), activity),
                        user,
                        activity,
                        user,
                        user,
                        user)
                .stream()
                .findFirst());
    }

    private static String directed(String sql, Window window) {
        return window.newer() ? sql.formatted(">", "ASC") : sql.formatted("<", "DESC");
    }

    private static Part.Entry<Item> entry(ResultSet row) throws SQLException {
        var place = new Place(Session.instant(row, "occurred_at"), Session.uuid(row, "id"));
        return new Part.Entry<>(
                place, row.getString("document") == null ? Optional.empty() : Optional.of(Item.of(row)));
    }
}
