package io.heliograph.notification.reading.postgres;

import static io.heliograph.notification.inbox.postgres.InboxSql.AND_MAKE_DUE;
import static io.heliograph.notification.inbox.postgres.InboxSql.VISIBLE;

import io.heliograph.notification.inbox.Marked;
import io.heliograph.notification.inbox.NotificationGroup;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.postgres.Database;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What was read, of what inboxes show. Blocks, so not for event loops; safe for concurrent use. Every method throws
 * {@code StoreUnavailableException} when PostgreSQL is away; then it is not known whether a change was made, and making it again is safe.
 */
public final class ReadStore {
    private static final String CHANGED = "SELECT recipient FROM changed";
    private static final String MARK_READ = "WITH changed AS ("
            + "UPDATE notification.inbox SET read_at = $3, read_told = false"
            + " WHERE recipient = $1 AND id = $2 AND read_at IS NULL AND" + VISIBLE + "RETURNING recipient)"
            + AND_MAKE_DUE + CHANGED;
    private static final String MARK_OLDEST_READ = "WITH changed AS ("
            + "UPDATE notification.inbox SET read_at = $3, read_told = false WHERE read_at IS NULL AND id IN ("
            + "SELECT id FROM notification.inbox WHERE recipient = $1 AND read_at IS NULL"
            + " AND ($4::uuid IS NULL OR group_id = $4) AND" + VISIBLE
            + "ORDER BY created_at, id LIMIT $2) RETURNING recipient)" + AND_MAKE_DUE + CHANGED;
    private static final String MARK_UNREAD = "WITH changed AS ("
            + "UPDATE notification.inbox SET read_at = NULL, read_told = true, unread_at = $3"
            + " WHERE recipient = $1 AND id = ANY ($2::uuid[]) AND read_at IS NOT NULL AND" + VISIBLE
            + "RETURNING recipient)" + AND_MAKE_DUE + CHANGED;
    private static final String STATES = "SELECT id, read_at, unread_at FROM notification.inbox"
            + " WHERE recipient = $1 AND id = ANY ($2::uuid[]) AND" + VISIBLE + "ORDER BY created_at, id";
    private static final String OLDEST_UNTOLD = "SELECT id, read_at FROM notification.inbox"
            + " WHERE recipient = $1 AND NOT read_told ORDER BY created_at, id LIMIT $2";
    private static final String READ_TOLD =
            "UPDATE notification.inbox SET read_told = true WHERE id = ANY ($1::uuid[]) AND NOT read_told";

    private final Database database;

    public ReadStore(Database database) {
        this.database = database;
    }

    /**
     * A notification that the inbox shows.
     *
     * @param readAt null when it is unread
     * @param unreadAt when it was marked as unread the last time; null when it never was
     */
    public record State(
            NotificationId id,
            @Nullable Instant readAt,
            @Nullable Instant unreadAt) {}

    /** What was read before keeps its time. */
    public void markRead(String recipient, NotificationId id, Instant at) {
        database.execute(MARK_READ, Tuple.of(recipient, id.value(), utc(at)));
    }

    /**
     * The oldest that are unread; there may be more.
     *
     * @param group only its notifications; of all when empty
     */
    public void markOldestRead(String recipient, Optional<NotificationGroup> group, int limit, Instant at) {
        UUID groupId = group.map(NotificationGroup::uuid).orElse(null);
        database.execute(MARK_OLDEST_READ, Tuple.of(recipient, limit, utc(at)).addUUID(groupId));
    }

    /** Those that were read. */
    public void markUnread(String recipient, List<NotificationId> ids, Instant at) {
        database.execute(MARK_UNREAD, Tuple.of(recipient, uuids(ids.stream()), utc(at)));
    }

    /** Those of the notifications that the recipient's inbox shows. */
    public List<State> states(String recipient, List<NotificationId> ids) {
        return stream(database.execute(STATES, Tuple.of(recipient, uuids(ids.stream()))))
                .map(row -> new State(
                        new NotificationId(row.getUUID("id")), instant(row, "read_at"), instant(row, "unread_at")))
                .toList();
    }

    /** What was marked as read and of which {@link #readTold} is not known. */
    public List<Marked> readUntold(String recipient, int limit) {
        return stream(database.execute(OLDEST_UNTOLD, Tuple.of(recipient, limit)))
                .map(row -> new Marked(
                        new NotificationId(row.getUUID("id")),
                        row.getOffsetDateTime("read_at").toInstant()))
                .toList();
    }

    /** The user's devices know that these are read. */
    public void readTold(List<Marked> read) {
        database.execute(READ_TOLD, Tuple.of((Object) uuids(read.stream().map(Marked::id))));
    }

    private static Stream<Row> stream(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static UUID[] uuids(Stream<NotificationId> ids) {
        return ids.map(NotificationId::value).toArray(UUID[]::new);
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
