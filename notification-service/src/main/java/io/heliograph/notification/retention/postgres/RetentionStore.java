package io.heliograph.notification.retention.postgres;

import static io.heliograph.notification.inbox.postgres.InboxSql.AND_MAKE_DUE;
import static io.heliograph.notification.inbox.postgres.InboxSql.VISIBLE;

import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.retention.RetentionPolicy;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Deletes what inboxes keep no longer, with whatever refers to it: some users at a time, in the order of their names, and when all had their turn again after
 * a pause. A step is one statement. It holds the row that says whose turn it is, so that of several processes one does it and none is kept waiting; what a
 * process did that ends within a step has not happened. Blocks; safe for concurrent use.
 */
public final class RetentionStore {
    private static final String NOT_SHOWN = "(hidden OR retracted_at IS NOT NULL OR replaced_by IS NOT NULL)";
    private static final String OF_USER =
            "SELECT id FROM notification.inbox WHERE recipient = u.recipient AND " + NOT_SHOWN + " = kind.not_shown ";
    /** Rows that another transaction holds are left for the next pass, so that a step waits for nobody who waits for it. */
    private static final String STEP = """
            WITH RECURSIVE turn AS MATERIALIZED (
                SELECT done_to FROM notification.retention WHERE not_before <= now() FOR UPDATE SKIP LOCKED),
            users AS (
                (SELECT recipient, 1 AS number FROM notification.inbox
                WHERE recipient > (SELECT done_to FROM turn) ORDER BY recipient LIMIT 1)
                UNION ALL
                SELECT next.recipient, u.number + 1 FROM users u CROSS JOIN LATERAL (
                    SELECT recipient FROM notification.inbox WHERE recipient > u.recipient ORDER BY recipient LIMIT 1) next
                WHERE u.number < $1),
            kept_no_longer AS MATERIALIZED (
                SELECT old.id FROM users u CROSS JOIN (VALUES (false), (true)) AS kind (not_shown) CROSS JOIN LATERAL (
                    (""" + OF_USER + """
                    AND created_at < $2 LIMIT $4)
                    UNION
                    (""" + OF_USER + """
                    ORDER BY created_at DESC, id DESC OFFSET $3 LIMIT $4)) old
                LIMIT $4),
            free AS MATERIALIZED (
                SELECT id FROM notification.inbox WHERE id IN (SELECT id FROM kept_no_longer) FOR UPDATE SKIP LOCKED),
            deleted AS (
                DELETE FROM notification.inbox WHERE id IN (SELECT id FROM free)
                RETURNING id, recipient, (read_at IS NULL AND""" + VISIBLE + """
                ) AS counted),
            pushes AS (
                DELETE FROM notification.push_due WHERE notification_id IN (SELECT id FROM deleted)),
            changed AS (SELECT recipient FROM deleted WHERE counted)
            """ + AND_MAKE_DUE + """
            , step AS (
                SELECT (SELECT count(*) FROM kept_no_longer) = $4 AS is_full, count(*) < $1 AS is_last, coalesce(max(recipient), '') AS done_to
                FROM users),
            moved AS (
                UPDATE notification.retention r SET
                    done_to = CASE WHEN step.is_full THEN r.done_to WHEN step.is_last THEN '' ELSE step.done_to END,
                    not_before = CASE WHEN step.is_last AND NOT step.is_full THEN now() + $5::bigint * interval '1 millisecond' ELSE r.not_before END
                FROM step WHERE EXISTS (SELECT FROM turn)
                RETURNING step.is_full OR NOT step.is_last AS more)
            SELECT (SELECT count(*)::int FROM deleted) AS deleted, coalesce((SELECT more FROM moved), false) AS more""";

    private final Database database;
    private final RetentionPolicy policy;
    private final Duration pause;
    private final Size size;

    /**
     * How much one step does.
     *
     * @param users whose inboxes it looks at
     * @param rows that it deletes at most
     */
    public record Size(int users, int rows) {}

    /**
     * What a step came to.
     *
     * @param more whether there is a next one at once
     */
    public record Step(int deleted, boolean more) {}

    /** @param pause between two passes */
    public RetentionStore(Database database, RetentionPolicy policy, Duration pause, Size size) {
        this.database = database;
        this.policy = policy;
        this.pause = pause;
        this.size = size;
    }

    /** Does nothing while another process does a step, and between two passes. */
    public Step step(Instant now) {
        Row row = database.execute(
                        STEP,
                        Tuple.of(
                                size.users(),
                                policy.cutoff(now).atOffset(ZoneOffset.UTC),
                                policy.perUser(),
                                size.rows(),
                                pause.toMillis()))
                .iterator()
                .next();
        return new Step(row.getInteger("deleted"), row.getBoolean("more"));
    }
}
