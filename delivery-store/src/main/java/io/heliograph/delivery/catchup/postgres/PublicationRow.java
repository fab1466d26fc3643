package io.heliograph.delivery.catchup.postgres;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.event.UserSource;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.wire.PodMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A publication as its row has it. */
final class PublicationRow {
    private PublicationRow() {}

    /** Null when it was left out because the answer has enough bytes without it. */
    static PodMessage.@Nullable Publication read(ChannelName channel, long offset, Row row) {
        Buffer body =
                row.getBuffer("body") == null ? null : row.getBuffer("body").getDelegate();
        if (body == null) {
            return null;
        }
        OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
        return new PodMessage.Publication(
                channel,
                row.getLong("epoch"),
                offset,
                row.getString("id"),
                row.getString("type"),
                instant(row, "event_time").plusNanos(row.getShort("event_time_nanos")),
                instant(row, "at"),
                priority(row.getShort("priority")),
                expiresAt == null ? null : expiresAt.toInstant(),
                row.getString("collapse_key"),
                UserSource.user(row.getString("source")).orElse(null),
                row.getString("traceparent"),
                new JsonBytes(body.getBytes()));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static Priority priority(int number) {
        return Priority.find(number)
                .orElseThrow(() -> new IllegalStateException("priority must be 0 to 2, is " + number));
    }
}
