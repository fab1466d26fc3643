package io.heliograph.contracts.store;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.wire.PodMessage;
import java.util.List;

/**
 * The last publications up to a place in a channel.
 *
 * @param base the place before the first entry: where the page before this one ends
 * @param head the last offset committed; {@link Position#BEGINNING} when the channel has no row
 * @param more whether there is something retained before {@code base}
 * @param entries account for the offsets after {@code base} without a hole, in ascending order
 */
public record HistoryPage(
        ChannelName channel, Position base, Position head, boolean more, List<PodMessage.ChannelEntry> entries) {
    public HistoryPage {
        entries = List.copyOf(entries);
    }
}
