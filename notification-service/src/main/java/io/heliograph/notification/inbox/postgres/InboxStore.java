package io.heliograph.notification.inbox.postgres;

import static io.heliograph.notification.inbox.postgres.InboxSql.ALERTS;
import static io.heliograph.notification.inbox.postgres.InboxSql.AND_MAKE_DUE;
import static io.heliograph.notification.inbox.postgres.InboxSql.VISIBLE;
import static io.heliograph.notification.inbox.postgres.InboxSql.utc;

import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.inbox.DecidedNotification;
import io.heliograph.notification.inbox.EventReference;
import io.heliograph.notification.inbox.InboxEntry;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.ScreenForm;
import io.heliograph.notification.inbox.ShownEntry;
import io.heliograph.notification.inbox.StoredDecision;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The inboxes of all users. An inbox shows what was neither retracted nor replaced and has not expired. Blocks, so not for event loops; safe for
 * concurrent use. Every method throws {@link StoreUnavailableException} when PostgreSQL is away; then it is not known
 * whether a change was made, and making it again is safe.
 */
public final class InboxStore {
    private static final String CHANGED = "SELECT recipient FROM changed";
    private static final String SHOWN = "SELECT id, recipient, replaces, " + ALERTS
            + " FROM notification.inbox WHERE id = ANY ($1::uuid[]) AND NOT hidden AND replaced_by IS NULL";

    private static final String DECISION =
            "SELECT decision, form, replaced_by FROM notification.inbox WHERE recipient = $1 AND id = $2";
    private static final String RETRACT = """
            WITH changed AS (
                UPDATE notification.inbox SET retracted_at = $2 WHERE id = ANY ($1::uuid[]) AND retracted_at IS NULL
                RETURNING recipient)""" + AND_MAKE_DUE + CHANGED;
    private static final String RECIPIENTS =
            "SELECT recipient FROM notification.inbox WHERE event = $1 AND recipient > $2 ORDER BY recipient LIMIT $3";
    private static final String COUNT_UNREAD = """
            SELECT r.recipient, (
                SELECT count(*) FROM notification.inbox i
                WHERE i.recipient = r.recipient AND read_at IS NULL AND""" + VISIBLE + """
                ) AS unread
            FROM unnest($1::text[]) AS r (recipient)""";

    private final Database database;

    /**
     * What came of storing notifications.
     *
     * @param fresh how many entries were not kept before
     * @param shown those of the entries that are shown, whenever they were stored
     */
    public record Stored(int fresh, List<ShownEntry> shown) {}

    /** @param within how long a statement may take, waiting for a connection included */
    public InboxStore(Pool pool, Duration within) {
        this.database = new Database(pool, within);
    }

    /**
     * Keeps the notifications for those for whom they are not kept yet, with when they are due for push. Where one is shown it takes the place of an older one of
     * its collapse key; where a newer one is shown, it is kept to be explained only.
     *
     * @param decided no recipient is in it twice; one with a collapse key is the only one
     */
    public Stored store(List<DecidedNotification> decided) {
        List<InboxEntry> entries =
                decided.stream().flatMap(each -> each.entries().stream()).toList();
        RowSet<Row> rows = store(decided, entries);
        List<ShownEntry> shown = rows.size() < entries.size()
                ? shown(entries)
                : stream(rows)
                        .filter(row -> row.getBoolean("shown"))
                        .map(InboxStore::shown)
                        .toList();
        return new Stored(rows.size(), shown);
    }

    private RowSet<Row> store(List<DecidedNotification> decided, List<InboxEntry> entries) {
        Tuple parameters = StoreStatement.parameters(decided, List.of());
        String collapseKey = decided.getFirst().notification().collapseKey();
        if (collapseKey == null) {
            return database.execute(StoreStatement.STORE, parameters);
        }
        String[] recipients = entries.stream().map(InboxEntry::recipient).toArray(String[]::new);
        return database.execute(
                StoreStatement.BEGIN_COLLAPSING, Tuple.of(recipients, collapseKey), StoreStatement.STORE, parameters);
    }

    /**
     * Keeps a digest for its one recipient and, in the same moment, lets go of what it summarises: that waits for no digest any more. Without effect when it
     * is kept already.
     */
    public void storeDigest(Notification digest, InboxEntry entry, List<NotificationId> summarised) {
        List<DecidedNotification> decided = List.of(new DecidedNotification(digest, List.of(entry)));
        database.execute(StoreStatement.STORE, StoreStatement.parameters(decided, summarised));
    }

    /** Those of the entries that are shown, alerting or not, as it was decided when they were stored: deciding again may come to something else. */
    public List<ShownEntry> shown(List<InboxEntry> entries) {
        return stream(database.execute(SHOWN, Tuple.of(ids(entries))))
                .map(InboxStore::shown)
                .toList();
    }

    private static ShownEntry shown(Row row) {
        return new ShownEntry(
                new NotificationId(row.getUUID("id")),
                row.getString("recipient"),
                row.getBoolean("alerts"),
                id(row, "replaces"));
    }

    /** How a user's notification was decided; empty when the user has none of that id. */
    public Optional<StoredDecision> decision(String recipient, NotificationId id) {
        return stream(database.execute(DECISION, Tuple.of(recipient, id.value())))
                .map(row -> new StoredDecision(
                        row.getString("decision"),
                        new ScreenForm(new JsonBytes(row.getBuffer("form").getBytes())),
                        id(row, "replaced_by")))
                .findFirst();
    }

    /**
     * Takes the notifications out of the inboxes.
     *
     * @return how many there were
     */
    public int retract(List<NotificationId> ids, Instant at) {
        return database.execute(RETRACT, Tuple.of(uuids(ids), utc(at))).size();
    }

    /**
     * Who got a notification, in the order of their names; also those from whom it was taken back.
     *
     * @param after only those behind it; empty for the first ones
     */
    public List<String> recipients(EventReference event, String after, int limit) {
        return stream(database.execute(RECIPIENTS, Tuple.of(event.uuid(), after, limit)))
                .map(row -> row.getString(0))
                .toList();
    }

    public long countUnread(String recipient) {
        return countUnread(List.of(recipient)).getOrDefault(recipient, 0L);
    }

    /** Of each. */
    public Map<String, Long> countUnread(List<String> recipients) {
        Tuple parameters = Tuple.of(recipients.toArray(String[]::new));
        return stream(database.execute(COUNT_UNREAD, parameters))
                .collect(Collectors.toMap(row -> row.getString("recipient"), row -> row.getLong("unread")));
    }

    private static @Nullable NotificationId id(Row row, String column) {
        UUID id = row.getUUID(column);
        return id == null ? null : new NotificationId(id);
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static UUID[] ids(List<InboxEntry> entries) {
        return entries.stream().map(entry -> entry.id().value()).toArray(UUID[]::new);
    }

    private static UUID[] uuids(List<NotificationId> ids) {
        return ids.stream().map(NotificationId::value).toArray(UUID[]::new);
    }
}
