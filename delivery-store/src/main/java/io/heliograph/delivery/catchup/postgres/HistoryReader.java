package io.heliograph.delivery.catchup.postgres;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.HistoryPage;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.delivery.catchup.ChannelState;
import io.heliograph.delivery.catchup.HistoryQuestion;
import io.heliograph.delivery.catchup.HistorySlice;
import io.heliograph.delivery.dependency.postgres.Statements;
import io.heliograph.delivery.retention.RetentionPolicy;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a channel backwards, a page at a time. Nothing is collapsed: who looks back wants to see what was. Safe for concurrent use; blocks. */
public final class HistoryReader {
    private static final long MAX_BODY_BYTES = 8L * 1024 * 1024;

    /** The newest bodies first, as far as the bound of an answer's bytes goes. The search for the oldest row is what retention left, whatever the page. */
    private static final String HISTORY = """
            SELECT c.epoch, c.head, coalesce(o.trimmed, c.head) AS trimmed, w.last, p.*,
                CASE WHEN bytes_so_far <= $6 THEN p.data END AS body
            FROM delivery.channel c
            CROSS JOIN LATERAL (
                SELECT CASE WHEN $2::bigint = c.epoch AND $3::bigint <= c.head THEN $3::bigint ELSE c.head END AS last,
                    now() - make_interval(secs => $4::bigint) AS kept_since) w
            LEFT JOIN LATERAL (
                SELECT o.channel_offset - 1 AS trimmed FROM delivery.publication o
                WHERE o.channel = c.channel AND o.at > w.kept_since
                ORDER BY o.channel_offset LIMIT 1) o ON true
            LEFT JOIN LATERAL (
                SELECT p.channel_offset, p.source, p.id, p.type, p.event_time, p.event_time_nanos, p.at, p.priority, p.expires_at, p.collapse_key, p.traceparent, p.body AS data,
                    sum(octet_length(p.body)) OVER (ORDER BY p.channel_offset DESC ROWS UNBOUNDED PRECEDING) AS bytes_so_far
                FROM delivery.publication p
                WHERE p.channel = c.channel AND p.channel_offset > w.last - $5::bigint AND p.channel_offset <= w.last AND p.at > w.kept_since) p ON true
            WHERE c.channel = $1
            ORDER BY p.channel_offset
            """;

    private final Statements statements;
    private final RetentionPolicy retention;
    private final InstantSource clock;

    public HistoryReader(Statements statements, RetentionPolicy retention, InstantSource clock) {
        this.statements = statements;
        this.retention = retention;
        this.clock = clock;
    }

    /** @throws io.heliograph.delivery.dependency.DependencyException when the database does not answer */
    public HistoryPage answer(HistoryQuestion question) {
        ChannelName channel = question.channel();
        Position before = question.before();
        Tuple arguments = Tuple.tuple()
                .addString(channel.value())
                .addLong(before == null ? null : (Long) before.epoch())
                .addLong(before == null ? null : (Long) before.offset())
                .addLong(retention.kept(channel).toSeconds())
                .addLong((long) question.limit())
                .addLong(MAX_BODY_BYTES);
        return slice(channel, statements.execute(HISTORY, arguments))
                .answer(channel, question.limit(), clock.instant());
    }

    private static HistorySlice slice(ChannelName channel, Iterable<Row> rows) {
        @Nullable ChannelState state = null;
        long last = 0;
        long readAfter = 0;
        List<PodMessage.Publication> stored = new ArrayList<>();
        for (Row row : rows) {
            state = new ChannelState(row.getLong("epoch"), row.getLong("head"), row.getLong("trimmed"));
            last = row.getLong("last");
            Long offset = row.getLong("channel_offset");
            if (offset != null) {
                PodMessage.@Nullable Publication publication = PublicationRow.read(channel, offset, row);
                if (publication == null) {
                    readAfter = offset;
                } else {
                    stored.add(publication);
                }
            }
        }
        return new HistorySlice(state, last, stored, readAfter);
    }
}
