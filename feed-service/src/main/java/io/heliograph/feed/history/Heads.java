package io.heliograph.feed.history;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;

/** Where channels stand. */
public interface Heads {
    /**
     * The position behind everything that was published to the channel so far. Blocks.
     *
     * @throws HistoryUnavailableException when it cannot be known
     */
    Position head(ChannelName channel);
}
