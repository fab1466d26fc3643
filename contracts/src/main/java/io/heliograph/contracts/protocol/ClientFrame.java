package io.heliograph.contracts.protocol;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.JsonBytes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client says, docs/protocol.md §3. */
public sealed interface ClientFrame {
    /** §3.1. The token is a secret: never printed. */
    record Hello(
            @Nullable String token,
            @Nullable String device,
            @Nullable String client,
            @Nullable String replaces,
            List<SubscriptionRequest> subscribe)
            implements ClientFrame {
        public Hello {
            subscribe = List.copyOf(subscribe);
        }

        @Override
        public String toString() {
            return "Hello[token=redacted, device=" + device + ", client=" + client + ", replaces=" + replaces
                    + ", subscribe=" + subscribe + "]";
        }
    }

    /** §3.2. */
    record Subscribe(@Nullable String ref, List<SubscriptionRequest> subscribe) implements ClientFrame {
        public Subscribe {
            subscribe = List.copyOf(subscribe);
        }
    }

    /** §3.3. */
    record Unsubscribe(List<ChannelName> channels) implements ClientFrame {
        public Unsubscribe {
            channels = List.copyOf(channels);
        }
    }

    /**
     * §3.4.
     *
     * @param ref null only when it is transient
     * @param key of a latest value; null exactly when it is not one
     * @param id null only when it is transient
     * @param data null only when it removes a latest value
     */
    record Publish(
            @Nullable String ref,
            ChannelName channel,
            Durability durability,
            @Nullable String key,
            @Nullable String id,
            String type,
            @Nullable Instant time,
            @Nullable JsonBytes data)
            implements ClientFrame {
        /** A durable one. */
        public Publish(
                String ref, ChannelName channel, String id, String type, @Nullable Instant time, JsonBytes data) {
            this(ref, channel, Durability.DURABLE, null, id, type, time, data);
        }
    }

    /** §3.5. */
    record Acknowledge(Map<ChannelName, Position> positions) implements ClientFrame {
        public Acknowledge {
            positions = Map.copyOf(positions);
        }
    }

    /** §3.6. The token is a secret: never printed. */
    record Refresh(@Nullable String ref, String token) implements ClientFrame {
        @Override
        public String toString() {
            return "Refresh[ref=" + ref + ", token=redacted]";
        }
    }

    /** §3.7. */
    record Pong() implements ClientFrame {}

    /**
     * §3.8.
     *
     * @param before null for the head
     */
    record History(
            String ref, ChannelName channel, @Nullable Position before, int limit) implements ClientFrame {}

    /** §3.9. */
    record Enter(String ref, ChannelName channel, @Nullable JsonBytes data) implements ClientFrame {}

    /** §3.10. */
    record Leave(String ref, ChannelName channel) implements ClientFrame {}

    /** §3.11. */
    record Activity(boolean idle) implements ClientFrame {}

    /** One channel of a {@link Hello} or {@link Subscribe}. */
    record SubscriptionRequest(ChannelName channel, Start start) {}

    /** Where a subscription is asked to start, §3.2. */
    sealed interface Start {
        /** The client says nothing: where it starts depends on the channel. */
        record Default() implements Start {}

        record After(Position position) implements Start {}

        record Beginning() implements Start {}

        Start DEFAULT = new Default();
        Start BEGINNING = new Beginning();
    }
}
