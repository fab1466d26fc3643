package io.heliograph.notification.inbox.postgres;

import static io.heliograph.notification.inbox.postgres.InboxSql.VISIBLE;

import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.inbox.InboxCursor;
import io.heliograph.notification.inbox.InboxItem;
import io.heliograph.notification.inbox.NotificationGroup;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.ScreenForm;
import io.heliograph.notification.inbox.Stack;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads what inboxes show, the newest first: the first items, or those that follow the cursor. Blocks, so not for event loops; safe for concurrent use.
 * Every method throws {@link StoreUnavailableException} when PostgreSQL is away.
 */
public final class PageReader {
    private static final String ITEMS =
            "SELECT id, created_at, read_at, form, NULL::bigint AS stack_count, NULL::bigint AS stack_unread"
                    + " FROM notification.inbox WHERE recipient = $1 AND (created_at, id) < ($3, $4) AND" + VISIBLE;
    private static final String NEWEST_FIRST = "ORDER BY created_at DESC, id DESC LIMIT $2";
    private static final String PAGE = ITEMS + NEWEST_FIRST;
    private static final String PAGE_OF_GROUP = ITEMS + "AND group_id = $5 " + NEWEST_FIRST;
    private static final String OF_SAME_GROUP =
            " FROM notification.inbox WHERE recipient = $1 AND group_id = i.group_id AND" + VISIBLE;
    private static final String PAGE_OF_STACKS =
            "SELECT id, created_at, read_at, form, stack_count, stack_unread FROM notification.inbox i"
                    + " LEFT JOIN LATERAL (SELECT count(*) AS stack_count, count(*) FILTER (WHERE read_at IS NULL) AS stack_unread"
                    + OF_SAME_GROUP
                    + ") stack ON group_id IS NOT NULL WHERE recipient = $1 AND (created_at, id) < ($3, $4) AND"
                    + VISIBLE + "AND (group_id IS NULL OR NOT EXISTS (SELECT" + OF_SAME_GROUP
                    + "AND (created_at, id) > (i.created_at, i.id))) " + NEWEST_FIRST;

    private final Database database;

    public PageReader(Database database) {
        this.database = database;
    }

    public List<InboxItem> items(String recipient, int limit, InboxCursor after) {
        return read(PAGE, parameters(recipient, limit, after));
    }

    public List<InboxItem> ofGroup(NotificationGroup group, String recipient, int limit, InboxCursor after) {
        return read(PAGE_OF_GROUP, parameters(recipient, limit, after).addUUID(group.uuid()));
    }

    /** Of each group only its newest, which stands for all of it; and what is in no group. */
    public List<InboxItem> stacks(String recipient, int limit, InboxCursor after) {
        return read(PAGE_OF_STACKS, parameters(recipient, limit, after));
    }

    private List<InboxItem> read(String sql, Tuple parameters) {
        return StreamSupport.stream(database.execute(sql, parameters).spliterator(), false)
                .map(PageReader::item)
                .toList();
    }

    private static Tuple parameters(String recipient, int limit, InboxCursor after) {
        return Tuple.of(recipient, limit, after.createdAt().atOffset(ZoneOffset.UTC), after.id());
    }

    private static InboxItem item(Row row) {
        return new InboxItem(
                new NotificationId(row.getUUID("id")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("read_at") != null,
                new ScreenForm(new JsonBytes(row.getBuffer("form").getBytes())),
                stack(row));
    }

    private static @Nullable Stack stack(Row row) {
        Long count = row.getLong("stack_count");
        return count == null ? null : new Stack(count, row.getLong("stack_unread"));
    }
}
