package io.heliograph.delivery.routing;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.wire.PodMessage;

/** What the router has to know of a message for a channel. */
final class Routable {
    private Routable() {}

    static ChannelName channel(PodMessage message) {
        return switch (message) {
            case PodMessage.ChannelEntry entry -> entry.channel();
            case PodMessage.State state -> state.channel();
            case PodMessage.Transient signal -> signal.channel();
            case PodMessage.CloseConnection _, PodMessage.CompareNotice _ -> throw notForAChannel();
        };
    }

    /** What becomes of it when it does not arrive: a transient one is lost, the others are found by comparing. */
    static Durability durability(PodMessage message) {
        return switch (message) {
            case PodMessage.ChannelEntry _ -> Durability.DURABLE;
            case PodMessage.State _ -> Durability.LATEST;
            case PodMessage.Transient _ -> Durability.TRANSIENT;
            case PodMessage.CloseConnection _, PodMessage.CompareNotice _ -> throw notForAChannel();
        };
    }

    static boolean isFoundByComparing(PodMessage message) {
        return durability(message) != Durability.TRANSIENT;
    }

    private static IllegalArgumentException notForAChannel() {
        return new IllegalArgumentException("only messages of channels are routed");
    }
}
