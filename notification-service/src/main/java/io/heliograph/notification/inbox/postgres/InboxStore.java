package io.heliograph.notification.inbox.postgres;

import static io.heliograph.notification.inbox.postgres.InboxSql.AND_MAKE_DUE;
import static io.heliograph.notification.inbox.postgres.InboxSql.VISIBLE;

import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.inbox.EventReference;
import io.heliograph.notification.inbox.InboxEntry;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.NotificationGroup;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.ScreenForm;
import io.heliograph.notification.inbox.ShownEntry;
import io.heliograph.notification.inbox.StoredDecision;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
    /** In the order of the names, so that two statements do not wait for each other. */
    private static final String BEGIN_COLLAPSING = """
            INSERT INTO notification.collapsing (recipient, collapse_key)
            SELECT recipient, $2 FROM unnest($1::text[]) AS r (recipient) ORDER BY recipient""";
    /** Rows of before decisions were kept alerted. */
    private static final String ALERTS =
            "coalesce(decision::json #>> '{channels,in-app,outcome}', 'alert') = 'alert' AS alerts";

    /** The row and what it is due for come together, so that the one is never without the other. Of two that happened at once the later to come is newer. */
    private static final String STORE =
            """
            WITH entry AS (
                SELECT * FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::text[], $5::timestamptz[], $11::text[], $12::boolean[], $14::timestamptz[], $16::timestamptz[])
                    AS e (id, recipient, hidden, decision, push_at, category, counts, digest_at, email_at)),
            present AS (
                SELECT recipient, id, created_at, created_at > $6 AS newer FROM notification.inbox
                WHERE recipient = ANY ($2::text[]) AND collapse_key = $8 AND replaced_by IS NULL AND NOT hidden),
            stored AS (
                INSERT INTO notification.inbox
                    (id, recipient, hidden, decision, created_at, expires_at, collapse_key, form, event, category, alerted_at, group_id, replaces, replaced_by)
                SELECT e.id, e.recipient, e.hidden, e.decision, $6, $7, $8, $9, $10, e.category,
                    CASE WHEN e.counts AND p.newer IS NOT TRUE THEN now() END, $13,
                    CASE WHEN NOT p.newer THEN p.id END, CASE WHEN p.newer THEN p.id END
                FROM entry e LEFT JOIN present p ON p.recipient = e.recipient AND NOT e.hidden
                ON CONFLICT (id) DO NOTHING RETURNING id, recipient, decision, replaced_by IS NULL AS newest, NOT hidden AND replaced_by IS NULL AS shown, replaces),
            replaced AS (
                UPDATE notification.inbox i SET replaced_by = stored.id FROM stored WHERE i.id = stored.replaces),
            changed AS (SELECT recipient FROM stored WHERE shown),
            due AS (
                INSERT INTO notification.push_due (notification_id, recipient, due_at)
                SELECT entry.id, entry.recipient, push_at FROM entry JOIN stored USING (id) WHERE push_at IS NOT NULL AND shown
                ON CONFLICT (notification_id) DO NOTHING),
            mailed AS (
                INSERT INTO notification.email (notification_id, due_at, next_at)
                SELECT entry.id, email_at, email_at FROM entry JOIN stored USING (id) WHERE email_at IS NOT NULL AND newest),
            held AS (
                INSERT INTO notification.digest_item (notification_id, recipient, category, digest_at)
                SELECT entry.id, entry.recipient, category, digest_at FROM entry JOIN stored USING (id) WHERE digest_at IS NOT NULL AND newest
                RETURNING recipient, category, digest_at),
            digests AS (
                INSERT INTO notification.digest_due (recipient, category, digest_at) SELECT * FROM held ORDER BY recipient
                ON CONFLICT (recipient, category, digest_at) DO UPDATE SET number = nextval('notification.digest_number')),
            summarised AS (
                DELETE FROM notification.digest_item WHERE notification_id = ANY ($15::uuid[]) AND EXISTS (SELECT FROM stored)),
            collapsed AS (
                DELETE FROM notification.collapsing WHERE recipient = ANY ($2::text[]) AND collapse_key = $8)
            """ + AND_MAKE_DUE + "SELECT id, recipient, shown, replaces, " + ALERTS + " FROM stored";

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
     * What came of storing a notification.
     *
     * @param fresh for how many it was not kept before
     * @param shown those who are shown it, whenever it was stored
     */
    public record Stored(int fresh, List<ShownEntry> shown) {}

    /** @param within how long a statement may take, waiting for a connection included */
    public InboxStore(Pool pool, Duration within) {
        this.database = new Database(pool, within);
    }

    /**
     * Keeps the notification for those for whom it is not kept yet, with when it is due for push. Where it is shown it takes the place of an older one of
     * its collapse key; where a newer one is shown, it is kept to be explained only.
     */
    public Stored store(Notification notification, List<InboxEntry> entries) {
        String collapseKey = notification.collapseKey();
        Tuple parameters = storeParameters(notification, entries, List.of());
        RowSet<Row> rows = collapseKey == null
                ? database.execute(STORE, parameters)
                : database.execute(BEGIN_COLLAPSING, Tuple.of(recipients(entries), collapseKey), STORE, parameters);
        if (rows.size() < entries.size()) {
            return new Stored(rows.size(), shown(entries));
        }
        return new Stored(
                rows.size(),
                stream(rows)
                        .filter(row -> row.getBoolean("shown"))
                        .map(InboxStore::shown)
                        .toList());
    }

    /**
     * Keeps a digest for its one recipient and, in the same moment, lets go of what it summarises: that waits for no digest any more. Without effect when it
     * is kept already.
     */
    public void storeDigest(Notification digest, InboxEntry entry, List<NotificationId> summarised) {
        database.execute(STORE, storeParameters(digest, List.of(entry), summarised));
    }

    private static Tuple storeParameters(
            Notification notification, List<InboxEntry> entries, List<NotificationId> summarised) {
        NotificationGroup group = notification.group();
        return Tuple.tuple()
                .addArrayOfUUID(ids(entries))
                .addArrayOfString(recipients(entries))
                .addArrayOfBoolean(entries.stream().map(entry -> !entry.shown()).toArray(Boolean[]::new))
                .addArrayOfString(entries.stream().map(InboxEntry::decision).toArray(String[]::new))
                .addArrayOfOffsetDateTime(
                        entries.stream().map(entry -> utc(entry.pushAt())).toArray(OffsetDateTime[]::new))
                .addOffsetDateTime(utc(notification.createdAt()))
                .addOffsetDateTime(utc(notification.expiresAt()))
                .addString(notification.collapseKey())
                .addBuffer(Buffer.buffer(notification.form().shared().array()))
                .addUUID(notification.event().uuid())
                .addArrayOfString(entries.stream().map(InboxEntry::category).toArray(String[]::new))
                .addArrayOfBoolean(entries.stream().map(InboxEntry::counts).toArray(Boolean[]::new))
                .addUUID(group == null ? null : group.uuid())
                .addArrayOfOffsetDateTime(
                        entries.stream().map(entry -> utc(entry.digestAt())).toArray(OffsetDateTime[]::new))
                .addArrayOfUUID(uuids(summarised))
                .addArrayOfOffsetDateTime(
                        entries.stream().map(entry -> utc(entry.emailAt())).toArray(OffsetDateTime[]::new));
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

    private static String[] recipients(List<InboxEntry> entries) {
        return entries.stream().map(InboxEntry::recipient).toArray(String[]::new);
    }

    private static UUID[] uuids(List<NotificationId> ids) {
        return ids.stream().map(NotificationId::value).toArray(UUID[]::new);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
