package io.heliograph.contracts.store;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.wire.PodMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one channel after a place in it.
 *
 * @param base where the entries begin: the place asked for, or where it goes on after a reset; {@link Position#BEGINNING} when the channel has no row yet
 * @param head the last offset committed; {@link Position#BEGINNING} without a row
 * @param reset why the place asked for cannot be gone on from; null when it can
 * @param entries account for the offsets after {@code base} without a hole, in order; fewer than up to {@code head} when the limit cut them
 */
public record CatchUp(
        ChannelName channel,
        Position base,
        Position head,
        @Nullable ResetReason reset,
        List<PodMessage.ChannelEntry> entries) {
    public CatchUp {
        entries = List.copyOf(entries);
    }

    /** The last offset that {@code entries} account for, as a position. */
    public Position reached() {
        return entries.isEmpty()
                ? base
                : new Position(entries.getLast().epoch(), entries.getLast().last());
    }

    public boolean isComplete() {
        return reached().offset() >= head.offset();
    }
}
