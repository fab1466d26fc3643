package io.heliograph.notification.inbox.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What statements on {@code notification.inbox} have in common. */
public final class InboxSql {
    /** A condition, with spaces around it: what an inbox shows. */
    public static final String VISIBLE = " NOT hidden AND retracted_at IS NULL AND replaced_by IS NULL"
            + " AND (expires_at IS NULL OR expires_at > now()) ";

    /**
     * Has the unread counts told. Follows a CTE {@code changed} with the recipients. Sorted, so that two statements do not wait for each
     * other.
     */
    public static final String AND_MAKE_DUE = """
            , unread AS (
                INSERT INTO notification.unread_due (recipient) SELECT DISTINCT recipient FROM changed ORDER BY recipient
                ON CONFLICT (recipient) DO UPDATE SET number = nextval('notification.unread_number'))
            """;

    /** Whether screens draw attention to it. Rows of before decisions were kept did. */
    static final String ALERTS =
            "coalesce(decision::json #>> '{channels,in-app,outcome}', 'alert') = 'alert' AS alerts";

    private InboxSql() {}

    static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
