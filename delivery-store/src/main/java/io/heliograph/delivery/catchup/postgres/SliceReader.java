package io.heliograph.delivery.catchup.postgres;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.event.UserSource;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.delivery.catchup.ChannelSlice;
import io.heliograph.delivery.catchup.ChannelState;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the rows of one question. Confined to one thread. */
final class SliceReader {
    private final ChannelName channel;
    private final List<PodMessage.Publication> stored = new ArrayList<>();
    private @Nullable ChannelState state;
    private long readUpTo = Long.MAX_VALUE;

    SliceReader(ChannelName channel) {
        this.channel = channel;
    }

    void add(Row row) {
        state = new ChannelState(row.getLong("epoch"), row.getLong("head"), row.getLong("trimmed"));
        Long offset = row.getLong("channel_offset");
        if (offset == null || offset > readUpTo) {
            return;
        }
        Buffer body =
                row.getBuffer("body") == null ? null : row.getBuffer("body").getDelegate();
        if (body == null) {
            readUpTo = offset - 1; // beyond the bound of an answer's bytes
            return;
        }
        stored.add(publication(row, offset, body.getBytes()));
    }

    ChannelSlice slice() {
        return new ChannelSlice(state, stored, readUpTo);
    }

    private PodMessage.Publication publication(Row row, long offset, byte[] body) {
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
                new JsonBytes(body));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static Priority priority(int number) {
        return Priority.find(number)
                .orElseThrow(() -> new IllegalStateException("priority must be 0 to 2, is " + number));
    }
}
