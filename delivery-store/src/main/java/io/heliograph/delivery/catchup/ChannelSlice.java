package io.heliograph.delivery.catchup;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.wire.PodMessage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a channel in one snapshot.
 *
 * @param state null when the channel has no row
 * @param stored what is stored after the place where the reader goes on, in the order of offsets
 * @param superseded the offsets of those that a newer publication of the same collapse key, up to the head, has replaced
 * @param readUpTo the last offset that was looked at, when that was cut short; else {@link Long#MAX_VALUE}
 */
public record ChannelSlice(
        @Nullable ChannelState state, List<PodMessage.Publication> stored, Set<Long> superseded, long readUpTo) {
    public ChannelSlice {
        stored = List.copyOf(stored);
        superseded = Set.copyOf(superseded);
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
                Entries.account(
                        channel, resumption.head().epoch(), base, last, Collapse.remaining(stored, superseded), now));
    }
}
