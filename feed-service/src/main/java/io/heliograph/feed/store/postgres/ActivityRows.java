package io.heliograph.feed.store.postgres;

import static java.util.stream.Collectors.toSet;

import io.heliograph.feed.activity.Activity;
import io.heliograph.feed.activity.EventReference;
import io.heliograph.feed.activity.FeedEvent;
import io.heliograph.feed.activity.Outcome;
import io.heliograph.feed.activity.ScreenForm;
import io.heliograph.feed.activity.Stored;
import io.heliograph.feed.activity.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What events make of activities: the rows, and the changes that are to be told of, in one transaction each. Applying an event again changes nothing. Blocks;
 * safe for concurrent use. Throws {@link StoreUnavailableException} when PostgreSQL is away.
 */
public final class ActivityRows {
    private static final String APPLY = "INSERT INTO feed.applied (event) VALUES (?) ON CONFLICT DO NOTHING";
    private static final String STORED = "SELECT * FROM feed.activity WHERE id = ? FOR UPDATE";
    private static final String INSERT = """
            INSERT INTO feed.activity
                (id, source, event_id, occurred_at, actor, visibility, users, feeds, group_key, document)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String REPLACE = """
            UPDATE feed.activity SET actor = ?, visibility = ?, users = ?, feeds = ?, group_key = ?, document = ?
            WHERE id = ?""";
    private static final String RETRACT = """
            UPDATE feed.activity SET actor = NULL, visibility = NULL, users = NULL, feeds = NULL, group_key = NULL, document = NULL
            WHERE id = ?""";
    private static final String NAME_FEEDS =
            "INSERT INTO feed.feed (id) SELECT id FROM unnest(?::text[]) AS id ORDER BY id ON CONFLICT DO NOTHING";
    private static final String MERGING_FEEDS =
            "SELECT id FROM (SELECT id, merging FROM feed.feed WHERE id = ANY (?) ORDER BY id FOR SHARE) AS f WHERE merging";
    private static final String PUT_IN = """
            INSERT INTO feed.feed_item (feed_id, occurred_at, activity_id, merged)
            SELECT id, ?, ?, id = ANY (?) FROM unnest(?::text[]) AS id""";
    private static final String TAKE_OUT = "DELETE FROM feed.feed_item WHERE activity_id = ?";
    private static final String CHANGE = """
            INSERT INTO feed.change (operation, cause_source, cause_id, caused_at, activity_id, occurred_at, feeds, users, document, traceparent, done)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number""";
    /** Waits for the batch that is being written, and before any feed is locked: the batch waits for those. */
    private static final String WITHDRAW =
            "UPDATE feed.change SET done = true, document = NULL WHERE activity_id = ? AND operation <> 'REMOVED'";

    private static final String TELL_FEEDS =
            "INSERT INTO feed.outbox (change, feed_id) SELECT ?, id FROM unnest(?::text[]) AS id";

    private final Database database;

    public ActivityRows(Database database) {
        this.database = database;
    }

    /** Why rows are changed. */
    private record Cause(FeedEvent event, @Nullable String traceparent) {}

    /**
     * Applies an event, unless it was before.
     *
     * @param traceparent the trace that it belongs to
     */
    public Outcome apply(FeedEvent event, @Nullable String traceparent) {
        return database.transact(session -> {
            if (session.update(APPLY, event.cause().uuid()) == 0) {
                return new Outcome.Nothing();
            }
            Stored stored = session
                    .query(STORED, ActivityRows::stored, event.subject().uuid())
                    .stream()
                    .findFirst()
                    .orElseGet(Stored.Unknown::new);
            Outcome outcome = Outcome.of(stored, event);
            perform(session, new Cause(event, traceparent), outcome);
            return outcome;
        });
    }

    private static void perform(Session session, Cause cause, Outcome outcome) throws SQLException {
        switch (outcome) {
            case Outcome.Nothing _ -> {}
            case Outcome.Add(Activity activity) -> {
                insert(session, activity);
                add(session, cause, activity);
            }
            case Outcome.Change(Activity after) -> {
                replace(session, after);
                tell(session, Operation.UPDATED, cause, after, after.feeds(), false);
            }
            case Outcome.Move(Activity before, Activity after) -> {
                remove(session, cause, before);
                replace(session, after);
                add(session, cause, after);
            }
            case Outcome.Remove(Activity before) -> {
                session.update(RETRACT, before.id());
                remove(session, cause, before);
            }
            case Outcome.Suppress(EventReference subject, Instant time) ->
                session.update(
                        INSERT,
                        subject.uuid(),
                        subject.source(),
                        subject.id(),
                        time,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        }
    }

    private static void add(Session session, Cause cause, Activity activity) throws SQLException {
        Set<String> feeds = new TreeSet<>(activity.feeds());
        session.update(NAME_FEEDS, feeds);
        // Whom it names is known and few: theirs is written however large the feed.
        Set<String> merging = new HashSet<>(session.query(MERGING_FEEDS, row -> Session.text(row, "id"), feeds));
        if (activity.visibility() instanceof Visibility.Users) {
            merging.clear();
        }
        session.update(PUT_IN, activity.time(), activity.id(), merging, feeds);
        List<String> written =
                feeds.stream().filter(feed -> !merging.contains(feed)).toList();
        tell(session, Operation.ADDED, cause, activity, written, written.isEmpty());
    }

    /** Whoever was not told of it yet never is. */
    private static void remove(Session session, Cause cause, Activity before) throws SQLException {
        session.update(WITHDRAW, before.id());
        session.update(TAKE_OUT, before.id());
        tell(session, Operation.REMOVED, cause, before, before.feeds(), false);
    }

    /** @param done whether no timeline is concerned */
    private static void tell(
            Session session, Operation operation, Cause cause, Activity activity, List<String> written, boolean done)
            throws SQLException {
        long change = session.query(
                        CHANGE,
                        row -> row.getLong(1),
                        operation.name(),
                        cause.event().cause().source(),
                        cause.event().cause().id(),
                        cause.event().time(),
                        activity.id(),
                        activity.time(),
                        written,
                        users(activity.visibility()),
                        operation == Operation.REMOVED ? ScreenForm.removed(activity.id()) : activity.document(),
                        cause.traceparent(),
                        done)
                .getFirst();
        if (activity.visibility().isPublic()) {
            session.update(TELL_FEEDS, change, activity.feeds());
        }
    }

    private static void insert(Session session, Activity activity) throws SQLException {
        session.update(
                INSERT,
                activity.id(),
                activity.event().source(),
                activity.event().id(),
                activity.time(),
                activity.actor(),
                activity.visibility().wireName(),
                users(activity.visibility()),
                activity.feeds(),
                activity.groupKey(),
                activity.document());
    }

    private static void replace(Session session, Activity activity) throws SQLException {
        session.update(
                REPLACE,
                activity.actor(),
                activity.visibility().wireName(),
                users(activity.visibility()),
                activity.feeds(),
                activity.groupKey(),
                activity.document(),
                activity.id());
    }

    private static @Nullable Collection<String> users(Visibility visibility) {
        return visibility instanceof Visibility.Users(Set<String> users) ? users : null;
    }

    private static Stored stored(ResultSet row) throws SQLException {
        String document = row.getString("document");
        if (document == null) {
            return new Stored.Retracted();
        }
        return new Stored.Live(new Activity(
                new EventReference(Session.text(row, "source"), Session.text(row, "event_id")),
                Session.instant(row, "occurred_at"),
                Session.text(row, "actor"),
                Session.texts(row, "feeds"),
                visibility(row),
                Session.text(row, "group_key"),
                document));
    }

    private static Visibility visibility(ResultSet row) throws SQLException {
        return switch (Session.text(row, "visibility")) {
            case "users" ->
                new Visibility.Users(Session.texts(row, "users").stream().collect(toSet()));
            case "followers" -> new Visibility.Followers();
            default -> new Visibility.Everybody();
        };
    }
}
