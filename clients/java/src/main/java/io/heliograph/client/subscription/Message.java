package io.heliograph.client.subscription;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A publication as a subscriber gets it, docs/protocol.md §4.3.
 *
 * @param position where a subscription goes on that has applied this message
 * @param user who published it over a connection; null when a producer did
 * @param traceparent W3C Trace Context of the publisher
 * @param data the JSON that was published, byte for byte
 */
public record Message(
        ChannelName channel,
        Position position,
        String id,
        String type,
        Instant time,
        @Nullable String user,
        @Nullable String traceparent,
        JsonBytes data)
        implements SubscriptionEvent {

    static Message of(ServerFrame.Message frame) {
        return new Message(
                frame.channel(),
                new Position(frame.epoch(), frame.offset()),
                frame.id(),
                frame.type(),
                frame.time(),
                frame.user(),
                frame.traceparent(),
                frame.data());
    }

    /** The life of the channel that the offset belongs to. */
    public String epoch() {
        return Position.epochText(position.epoch());
    }

    public long offset() {
        return position.offset();
    }
}
