package io.heliograph.gateway.connection;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.gateway.subscription.Subscription;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What counts of an acknowledgement, docs/protocol.md §3.5. */
final class AcknowledgementBounds {
    private AcknowledgementBounds() {}

    /**
     * Leaves out channels that are not subscribed and positions of another epoch, and lowers the rest to what was written.
     *
     * @param subscriptions the connection's subscription of a channel, or null
     */
    static Map<ChannelName, Position> apply(
            Map<ChannelName, Position> claimed, Function<ChannelName, @Nullable Subscription> subscriptions) {
        Map<ChannelName, Position> counted = new HashMap<>();
        claimed.forEach((channel, position) -> {
            Subscription subscription = subscriptions.apply(channel);
            if (subscription != null && subscription.isVerified() && position.offset() > 0) {
                Position written = subscription.position();
                if (written.epoch() == position.epoch()) {
                    counted.put(channel, position.at(Math.min(position.offset(), written.offset())));
                }
            }
        });
        return counted;
    }
}
