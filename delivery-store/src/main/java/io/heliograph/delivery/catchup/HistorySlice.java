package io.heliograph.delivery.catchup;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.HistoryPage;
import io.heliograph.contracts.wire.PodMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a channel up to a place, in one snapshot.
 *
 * @param state null when the channel has no row
 * @param last the place
 * @param stored what is stored of the offsets up to the place that were asked for, in their order
 * @param readAfter the last offset that was not looked at because those after it were enough; else 0
 */
public record HistorySlice(
        @Nullable ChannelState state, long last, List<PodMessage.Publication> stored, long readAfter) {
    public HistorySlice {
        stored = List.copyOf(stored);
    }

    /** @param limit the most offsets to account for, the one that was read with */
    public HistoryPage answer(ChannelName channel, int limit, Instant now) {
        if (state == null) {
            return new HistoryPage(channel, Position.BEGINNING, Position.BEGINNING, false, List.of());
        }
        var head = new Position(state.epoch(), state.head());
        long wanted = Math.max(Math.max(0, last - limit), readAfter);
        long base = Math.min(last, Math.max(wanted, state.trimmed()));
        List<PodMessage.Publication> after = stored.stream()
                .filter(publication -> publication.offset() > base)
                .toList();
        return new HistoryPage(
                channel,
                head.at(base),
                head,
                base > state.trimmed(),
                Entries.account(channel, state.epoch(), base, last, after, now));
    }
}
