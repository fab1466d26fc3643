package io.heliograph.notification.email.postgres;

import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.email.EmailDue;
import io.heliograph.notification.email.EmailOutcome;
import io.heliograph.notification.email.EmailQueue;
import io.heliograph.notification.email.EmailRecord;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.push.DueNotification;
import io.heliograph.notification.push.InboxState;
import io.heliograph.notification.push.PushReason;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The outbox of e-mails. Several processes share it: each takes rows that no other one is taking. Blocks; safe for concurrent use. */
public final class EmailStore implements EmailQueue, EmailRecord {
    private static final String TAKE = """
            WITH taken AS (
                SELECT notification_id FROM notification.email WHERE outcome IS NULL AND next_at <= $1
                ORDER BY next_at LIMIT $2
                FOR UPDATE SKIP LOCKED)
            UPDATE notification.email e SET next_at = $3, attempts = e.attempts + 1
            FROM taken JOIN notification.inbox i ON i.id = taken.notification_id
            WHERE e.notification_id = taken.notification_id
            RETURNING e.notification_id, i.recipient, e.due_at, e.attempts, NOT i.hidden AS on_screens,
                i.read_at IS NOT NULL AS read, (i.retracted_at IS NOT NULL OR i.replaced_by IS NOT NULL) AS withdrawn,
                i.expires_at, i.collapse_key, i.form""";
    private static final String END =
            "UPDATE notification.email SET outcome = $2, reason = $3, next_at = $4 WHERE notification_id = $1";
    private static final String PUT_OFF =
            "UPDATE notification.email SET next_at = $3, reason = $4 WHERE notification_id = $1 AND next_at = $2";
    private static final String OF =
            "SELECT outcome, reason, next_at FROM notification.email WHERE notification_id = $1";

    private final Database database;

    public EmailStore(Database database) {
        this.database = database;
    }

    @Override
    public List<EmailDue> take(int max, Instant now, Instant leasedUntil) {
        Instant lease = leasedUntil.truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it, to be compared later
        return StreamSupport.stream(
                        database.execute(TAKE, Tuple.of(utc(now), max, utc(lease)))
                                .spliterator(),
                        false)
                .map(row -> due(row, lease))
                .sorted(Comparator.comparing(due -> due.notification().dueAt()))
                .toList();
    }

    @Override
    public void end(EmailDue due, EmailOutcome outcome, PushReason reason, Instant at) {
        database.execute(END, Tuple.of(id(due), outcome.wireName(), reason.wireName(), utc(at)));
    }

    @Override
    public void putOff(EmailDue due, Instant until, PushReason reason) {
        Instant lease = due.notification().leasedUntil();
        database.execute(PUT_OFF, Tuple.of(id(due), utc(lease), utc(until), reason.wireName()));
    }

    @Override
    public Optional<State> of(NotificationId notification) {
        return StreamSupport.stream(
                        database.execute(OF, Tuple.of(notification.value())).spliterator(), false)
                .map(row -> new State(
                        constant(EmailOutcome.class, row.getString("outcome")),
                        constant(PushReason.class, row.getString("reason")),
                        row.getOffsetDateTime("next_at").toInstant()))
                .findFirst();
    }

    private static EmailDue due(Row row, Instant lease) {
        OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
        InboxState item = InboxState.of(
                row.getBoolean("read"),
                row.getBoolean("withdrawn"),
                expiresAt == null ? null : expiresAt.toInstant(),
                row.getString("collapse_key"),
                new JsonBytes(row.getBuffer("form").getBytes()));
        var notification = new DueNotification(
                new NotificationId(row.getUUID("notification_id")),
                row.getString("recipient"),
                row.getOffsetDateTime("due_at").toInstant(),
                row.getInteger("attempts"),
                lease,
                item);
        return new EmailDue(notification, row.getBoolean("on_screens"));
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String wireName) {
        return wireName == null ? null : Enum.valueOf(type, wireName.toUpperCase(Locale.ROOT));
    }

    private static Object id(EmailDue due) {
        return due.notification().id().value();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
