package io.heliograph.notification.inbox.postgres;

import static io.heliograph.notification.inbox.postgres.InboxSql.ALERTS;
import static io.heliograph.notification.inbox.postgres.InboxSql.AND_MAKE_DUE;
import static io.heliograph.notification.inbox.postgres.InboxSql.utc;

import io.heliograph.notification.inbox.DecidedNotification;
import io.heliograph.notification.inbox.InboxEntry;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.NotificationGroup;
import io.heliograph.notification.inbox.NotificationId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The statement that keeps notifications, and its parameters. */
final class StoreStatement {
    /** In the order of the names, so that two statements do not wait for each other. */
    static final String BEGIN_COLLAPSING = """
            INSERT INTO notification.collapsing (recipient, collapse_key)
            SELECT recipient, $2 FROM unnest($1::text[]) AS r (recipient) ORDER BY recipient""";

    /**
     * The row and what it is due for come together, so that the one is never without the other. Of two that happened at once the later to come is newer. A recipient is in it once: what is
     * collapsed is found as it was before.
     */
    static final String STORE =
            """
            WITH entry AS (
                SELECT e.*, n.created_at, n.expires_at, n.collapse_key, n.form, n.event, n.group_id
                FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::boolean[], $5::text[], $6::text[], $7::boolean[], $8::timestamptz[], $9::timestamptz[], $10::timestamptz[])
                    AS e (notification, id, recipient, hidden, decision, category, counts, push_at, digest_at, email_at)
                JOIN unnest($11::timestamptz[], $12::timestamptz[], $13::text[], $14::bytea[], $15::uuid[], $16::uuid[])
                    WITH ORDINALITY AS n (created_at, expires_at, collapse_key, form, event, group_id, number) ON n.number = e.notification),
            present AS (
                SELECT i.recipient, i.id, i.created_at > e.created_at AS newer FROM entry e
                JOIN notification.inbox i ON i.recipient = e.recipient AND i.collapse_key = e.collapse_key AND i.replaced_by IS NULL AND NOT i.hidden),
            stored AS (
                INSERT INTO notification.inbox
                    (id, recipient, hidden, decision, created_at, expires_at, collapse_key, form, event, category, alerted_at, group_id, replaces, replaced_by)
                SELECT e.id, e.recipient, e.hidden, e.decision, e.created_at, e.expires_at, e.collapse_key, e.form, e.event, e.category,
                    CASE WHEN e.counts AND p.newer IS NOT TRUE THEN now() END, e.group_id,
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
                DELETE FROM notification.digest_item WHERE notification_id = ANY ($17::uuid[]) AND EXISTS (SELECT FROM stored)),
            collapsed AS (
                DELETE FROM notification.collapsing c USING entry e WHERE c.recipient = e.recipient AND c.collapse_key = e.collapse_key)
            """ + AND_MAKE_DUE + "SELECT id, recipient, shown, replaces, " + ALERTS + " FROM stored";

    private StoreStatement() {}

    /** @param summarised by the notification, if that is a digest */
    static Tuple parameters(List<DecidedNotification> decided, List<NotificationId> summarised) {
        List<Long> numbers = new ArrayList<>();
        List<InboxEntry> entries = new ArrayList<>();
        for (int i = 0; i < decided.size(); i++) {
            long number = i + 1L; // as PostgreSQL counts
            decided.get(i).entries().forEach(entry -> {
                numbers.add(number);
                entries.add(entry);
            });
        }
        List<Notification> notifications =
                decided.stream().map(DecidedNotification::notification).toList();
        return Tuple.tuple()
                .addArrayOfLong(numbers.toArray(Long[]::new))
                .addArrayOfUUID(column(entries, entry -> entry.id().value(), UUID[]::new))
                .addArrayOfString(column(entries, InboxEntry::recipient, String[]::new))
                .addArrayOfBoolean(column(entries, entry -> !entry.shown(), Boolean[]::new))
                .addArrayOfString(column(entries, InboxEntry::decision, String[]::new))
                .addArrayOfString(column(entries, InboxEntry::category, String[]::new))
                .addArrayOfBoolean(column(entries, InboxEntry::counts, Boolean[]::new))
                .addArrayOfOffsetDateTime(column(entries, entry -> utc(entry.pushAt()), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(column(entries, entry -> utc(entry.digestAt()), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(column(entries, entry -> utc(entry.emailAt()), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(column(notifications, each -> utc(each.createdAt()), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(column(notifications, each -> utc(each.expiresAt()), OffsetDateTime[]::new))
                .addArrayOfString(column(notifications, Notification::collapseKey, String[]::new))
                .addValue(column(notifications, StoreStatement::form, Buffer[]::new))
                .addArrayOfUUID(column(notifications, each -> each.event().uuid(), UUID[]::new))
                .addArrayOfUUID(column(notifications, each -> group(each.group()), UUID[]::new))
                .addArrayOfUUID(column(summarised, NotificationId::value, UUID[]::new));
    }

    private static Buffer form(Notification notification) {
        return Buffer.buffer(notification.form().shared().array());
    }

    private static @Nullable UUID group(@Nullable NotificationGroup group) {
        return group == null ? null : group.uuid();
    }

    private static <T, C> C[] column(List<T> rows, Function<T, @Nullable C> value, IntFunction<C[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
