package io.heliograph.delivery.retention;

import io.heliograph.contracts.channel.ChannelKind;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import java.time.Duration;

/** How long publications are kept. Tables go after the longest retention of any kind; a shorter one hides what is older. Safe for concurrent use. */
public final class RetentionPolicy {
    private final ChannelKinds kinds;
    private final Duration longest;

    public RetentionPolicy(ChannelKinds kinds) {
        this.kinds = kinds;
        this.longest = kinds.longestRetention();
    }

    /** How long this channel's are shown. A kind that is no longer configured keeps what is there. */
    public Duration kept(ChannelName channel) {
        return kinds.find(channel).flatMap(ChannelKind::retention).orElse(longest);
    }

    public Duration longest() {
        return longest;
    }
}
