package io.heliograph.feed.store.postgres;

import io.heliograph.feed.retention.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Removes what is kept no longer, in steps that are small beside a batch of timelines: first from timelines, user by user, then the activities, then the memory
 * of applied events. Nobody is told. Cursors name places and not rows, so they stay of use. Confined to one thread; blocks.
 */
public final class Sweep {
    private static final Duration PAUSE = Duration.ofHours(6);
    private static final int USERS = 20;
    private static final int ROWS = 1_000;

    private static final String NEXT_USERS = """
            WITH RECURSIVE users AS (
                (SELECT user_id, 1 AS number FROM feed.timeline_item WHERE user_id > ? ORDER BY user_id LIMIT 1)
                UNION ALL
                SELECT n.user_id, u.number + 1 FROM users u CROSS JOIN LATERAL
                    (SELECT t.user_id FROM feed.timeline_item t WHERE t.user_id > u.user_id ORDER BY t.user_id LIMIT 1) AS n
                WHERE u.number < ?)
            SELECT user_id FROM users ORDER BY user_id""";
    private static final String TRIM = """
            DELETE FROM feed.timeline_item WHERE user_id = ? AND (occurred_at, activity_id) IN
                (SELECT occurred_at, activity_id FROM feed.timeline_item WHERE user_id = ?\s""";
    private static final String TRIM_OLD = TRIM + "AND occurred_at < ? LIMIT ?)";
    private static final String TRIM_LONG = TRIM + "ORDER BY occurred_at DESC, activity_id DESC OFFSET ? LIMIT ?)";
    /** What is still carried to timelines is left until it was: the rows that it wrote would have no activity. */
    private static final String DROP = """
            DELETE FROM feed.activity WHERE id IN (
                SELECT a.id FROM feed.activity a
                WHERE a.occurred_at < ? AND NOT EXISTS
                    (SELECT 1 FROM feed.change c WHERE c.activity_id = a.id AND NOT c.done)
                ORDER BY a.occurred_at LIMIT ? FOR UPDATE OF a SKIP LOCKED)
            RETURNING id""";

    private static final String DROP_ITEMS = "DELETE FROM feed.feed_item WHERE activity_id = ANY (?::uuid[])";
    private static final String FORGET = """
            DELETE FROM feed.applied WHERE event IN
                (SELECT event FROM feed.applied WHERE at < ? ORDER BY at LIMIT ?)""";

    private final Database database;
    private final RetentionPolicy policy;
    private final Duration remember;
    private State state = new Timelines("");

    private sealed interface State {}

    private record Waiting(long sinceNanos) implements State {}

    /** @param after users up to this one are done */
    private record Timelines(String after) implements State {}

    private record Activities() implements State {}

    private record Events() implements State {}

    /** @param remember how long events are known to have been applied: longer than Kafka can bring them again */
    public Sweep(Database database, RetentionPolicy policy, Duration remember) {
        this.database = database;
        this.policy = policy;
        this.remember = remember;
    }

    /**
     * Does a little, unless the last sweep is less than six hours ago.
     *
     * @return whether there is more to do at once
     */
    public boolean step(Instant now, long nowNanos) {
        state = switch (state) {
            case Waiting(long since) -> nowNanos - since > PAUSE.toNanos() ? new Timelines("") : state;
            case Timelines(String after) -> timelines(after, policy.cutoff(now));
            case Activities _ -> drop(policy.cutoff(now)) < ROWS ? new Events() : state;
            case Events _ -> forget(now.minus(remember)) < ROWS ? new Waiting(nowNanos) : state;
        };
        return !(state instanceof Waiting);
    }

    private State timelines(String after, Instant cutoff) {
        List<String> users = database.transact(
                session -> session.query(NEXT_USERS, row -> Session.text(row, "user_id"), after, USERS));
        String done = after;
        int removed = 0;
        for (String user : users) {
            int ofUser = trim(user, cutoff);
            removed += ofUser;
            if (ofUser >= ROWS) {
                return new Timelines(done); // there may be more of the same user
            }
            done = user;
            if (removed >= ROWS) {
                return new Timelines(done);
            }
        }
        return users.size() < USERS ? new Activities() : new Timelines(done);
    }

    /** A transaction for each user, so that it waits for nobody with rows of another. */
    private int trim(String user, Instant cutoff) {
        return database.transact(session -> session.update(TRIM_OLD, user, user, cutoff, ROWS)
                + session.update(TRIM_LONG, user, user, policy.timelineLimit(), ROWS));
    }

    private int drop(Instant cutoff) {
        return database.transact(session -> {
            List<UUID> ids = session.query(DROP, row -> Session.uuid(row, "id"), cutoff, ROWS);
            session.update(DROP_ITEMS, ids.stream().map(UUID::toString).toList());
            return ids.size();
        });
    }

    private int forget(Instant before) {
        return database.transact(session -> session.update(FORGET, before, ROWS));
    }
}
