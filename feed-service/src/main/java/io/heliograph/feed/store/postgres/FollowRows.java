package io.heliograph.feed.store.postgres;

import io.heliograph.feed.fanout.FanOutPolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Who follows what. Blocks; safe for concurrent use. Throws {@link StoreUnavailableException} when PostgreSQL is away. */
public final class FollowRows {
    /** Feeds that one user may follow: a page of the timeline looks at all of them that are merged. */
    public static final int MAX_FOLLOWS = 1_000;

    private static final String NAME_FEED = "INSERT INTO feed.feed (id) VALUES (?) ON CONFLICT DO NOTHING";
    private static final String LOCK = "SELECT followers, merging FROM feed.feed WHERE id = ? FOR UPDATE";
    private static final String FOLLOWS = "SELECT count(*) FROM feed.follow WHERE user_id = ?";
    private static final String FOLLOW =
            "INSERT INTO feed.follow (feed_id, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final String UNFOLLOW = "DELETE FROM feed.follow WHERE feed_id = ? AND user_id = ?";
    private static final String COUNT =
            "UPDATE feed.feed SET followers = ?, merging = ?, ever_merged = ever_merged OR ? WHERE id = ?";
    private static final String BACKFILL = """
            INSERT INTO feed.timeline_item (user_id, occurred_at, activity_id)
            SELECT ?, i.occurred_at, i.activity_id FROM feed.feed_item i JOIN feed.activity a ON a.id = i.activity_id
            WHERE i.feed_id = ? AND NOT i.merged AND a.document IS NOT NULL
                AND (a.visibility <> 'users' OR ? = ANY (a.users))
            ORDER BY i.occurred_at DESC, i.activity_id DESC LIMIT ?
            ON CONFLICT DO NOTHING""";
    private static final String TAKE_BACK = """
            DELETE FROM feed.timeline_item AS t USING feed.feed_item i
            WHERE t.user_id = ? AND i.feed_id = ? AND i.activity_id = t.activity_id AND i.occurred_at = t.occurred_at
                AND NOT EXISTS (SELECT 1 FROM feed.feed_item o JOIN feed.follow f ON f.feed_id = o.feed_id
                                WHERE o.activity_id = t.activity_id AND f.user_id = t.user_id)""";
    private static final String OF_USER =
            "SELECT feed_id, since FROM feed.follow WHERE user_id = ? ORDER BY feed_id LIMIT " + MAX_FOLLOWS;

    private static final String MERGING_OF_USER = """
            SELECT f.feed_id FROM feed.follow f JOIN feed.feed e ON e.id = f.feed_id AND e.merging
            WHERE f.user_id = ? ORDER BY f.feed_id""";
    private static final String FOLLOWERS =
            "SELECT user_id, since FROM feed.follow WHERE feed_id = ? AND user_id > ? ORDER BY user_id LIMIT ?";

    private final Database database;
    private final FanOutPolicy policy;
    private final int backfill;

    /** @param since when the user began */
    public record Follow(String feed, Instant since) {}

    public record Follower(String user, Instant since) {}

    private record Feed(int followers, boolean merging) {}

    /** @param backfill activities that a new follower finds at once */
    public FollowRows(Database database, FanOutPolicy policy, int backfill) {
        this.database = database;
        this.policy = policy;
        this.backfill = backfill;
    }

    /** @return false when the user follows as many feeds as one may; following again is fine */
    public boolean follow(String feed, String user) {
        return database.transact(session -> {
            session.update(NAME_FEED, feed);
            Feed before = locked(session, feed);
            if (session.update(FOLLOW, feed, user) == 0) {
                return true;
            }
            if (session.query(FOLLOWS, row -> row.getInt(1), user).getFirst() > MAX_FOLLOWS) {
                session.update(UNFOLLOW, feed, user);
                return false;
            }
            count(session, feed, before, before.followers() + 1);
            session.update(BACKFILL, user, feed, user, backfill);
            session.update(UnseenRows.MAKE_DUE, user);
            return true;
        });
    }

    /** What came by this feed alone leaves the timeline. */
    public void unfollow(String feed, String user) {
        var _ = database.transact(session -> {
            List<Feed> found = session.query(LOCK, FollowRows::feed, feed);
            if (found.isEmpty() || session.update(UNFOLLOW, feed, user) == 0) {
                return false;
            }
            count(session, feed, found.getFirst(), found.getFirst().followers() - 1);
            session.update(TAKE_BACK, user, feed);
            session.update(UnseenRows.MAKE_DUE, user);
            return true;
        });
    }

    public int followers(String feed) {
        return database.transact(session ->
                session.query("SELECT followers FROM feed.feed WHERE id = ?", row -> row.getInt(1), feed).stream()
                        .findFirst()
                        .orElse(0));
    }

    /**
     * In the order of their ids, compared byte by byte.
     *
     * @param after only those behind it; empty for the first ones
     */
    public List<Follower> followers(String feed, String after, int limit) {
        return database.transact(session -> session.query(
                FOLLOWERS,
                row -> new Follower(Session.text(row, "user_id"), Session.instant(row, "since")),
                feed,
                after,
                limit));
    }

    /** Those of the user's feeds whose new activities are written to no timeline, in the order of their ids. */
    public List<String> mergingOf(String user) {
        return database.transact(session -> session.query(MERGING_OF_USER, row -> Session.text(row, "feed_id"), user));
    }

    /** In the order of their ids. */
    public List<Follow> of(String user) {
        return database.transact(session -> session.query(
                OF_USER, row -> new Follow(Session.text(row, "feed_id"), Session.instant(row, "since")), user));
    }

    private void count(Session session, String feed, Feed before, int followers) throws SQLException {
        boolean merging = policy.merges(before.merging(), followers);
        session.update(COUNT, followers, merging, merging, feed);
    }

    private static Feed locked(Session session, String feed) throws SQLException {
        return session.query(LOCK, FollowRows::feed, feed).getFirst();
    }

    private static Feed feed(ResultSet row) throws SQLException {
        return new Feed(row.getInt("followers"), row.getBoolean("merging"));
    }
}
