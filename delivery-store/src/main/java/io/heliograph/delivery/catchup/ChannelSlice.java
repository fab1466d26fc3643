package io.heliograph.delivery.catchup;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.wire.PodMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a channel in one snapshot.
 *
 * @param state null when the channel has no row
 * @param stored what is stored after the place where the reader goes on, in the order of offsets
 * @param readUpTo the last offset that was looked at, when that was cut short; else {@link Long#MAX_VALUE}
 */
public record ChannelSlice(@Nullable ChannelState state, List<PodMessage.Publication> stored, long readUpTo) {
    public ChannelSlice {
        stored = List.copyOf(stored);
    }

    /**
     * The answer to a question about this channel.
     *
     * @param limit the most offsets to account for, the one that was read with
     */
    public CatchUp answer(ChannelName channel, Start start, int limit, Instant now) {
        Resumption resumption = Resumption.decide(start, state);
        long base = resumption.base().offset();
        long last = Math.min(readUpTo, Math.min(resumption.head().offset(), base + limit));
        return new CatchUp(
                channel,
                resumption.base(),
                resumption.head(),
                resumption.reset(),
                Entries.account(channel, resumption.head().epoch(), base, last, stored, now));
    }
}
