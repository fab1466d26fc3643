package io.heliograph.cli.listen;

import io.heliograph.client.subscription.Message;
import io.heliograph.client.subscription.SubscriptionEvent.Gap;
import io.heliograph.client.subscription.SubscriptionEvent.Skipped;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;

/** For people. */
public final class TextLines implements LineFormat {
    @Override
    public String message(Message message) {
        return "%s %s %s %s %s %s"
                .formatted(
                        message.time(),
                        message.channel(),
                        message.position(),
                        message.type(),
                        message.id(),
                        LineFormat.oneLine(message.data().text()));
    }

    @Override
    public String skipped(ChannelName channel, Skipped skipped) {
        return "%s %s to %d has nothing to deliver"
                .formatted(channel, new Position(skipped.epoch(), skipped.from()), skipped.to());
    }

    @Override
    public String gap(ChannelName channel, Gap gap) {
        return "%s has a gap that cannot be filled (%s); it goes on after %s"
                .formatted(channel, gap.reason().wireName(), gap.position());
    }
}
