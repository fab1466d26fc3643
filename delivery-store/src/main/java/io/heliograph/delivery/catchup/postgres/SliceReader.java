package io.heliograph.delivery.catchup.postgres;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.delivery.catchup.ChannelSlice;
import io.heliograph.delivery.catchup.ChannelState;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the rows of one question. Confined to one thread. */
final class SliceReader {
    private final ChannelName channel;
    private final List<PodMessage.Publication> stored = new ArrayList<>();
    private final Set<Long> superseded = new HashSet<>();
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
        PodMessage.@Nullable Publication publication = PublicationRow.read(channel, offset, row);
        if (publication == null) {
            readUpTo = offset - 1; // beyond the bound of an answer's bytes
            return;
        }
        stored.add(publication);
        if (row.getBoolean("superseded")) {
            superseded.add(offset);
        }
    }

    ChannelSlice slice() {
        return new ChannelSlice(state, stored, superseded, readUpTo);
    }
}
