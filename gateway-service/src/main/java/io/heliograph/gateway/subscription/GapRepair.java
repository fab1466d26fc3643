package io.heliograph.gateway.subscription;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;

/** Fetches what a channel's streams lack, once per channel and pod, and brings it to all of them. Safe for concurrent use. */
public interface GapRepair {

    /** What comes after the position is missing. Asks until the store answers or nobody is subscribed any more; the answer comes as {@link ChannelStream#onRepaired}. */
    void missing(ChannelName channel, Position after, RepairTrigger trigger);

    /** The store has the channel up to this head; if the wire does not bring it presently, it is missing: {@link ChannelStream#onHead}. */
    void expected(ChannelName channel, Position head);
}
