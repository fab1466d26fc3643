package io.heliograph.delivery.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.event.Topic;
import java.time.Instant;

/** What became of an event of a source. */
public sealed interface Receipt {
    Subject subject();

    Instant at();

    /** The event that it is about. */
    record Subject(String source, String id, String type) {
        public static Subject of(PublicationEvent event) {
            return new Subject(event.source(), event.id(), event.type());
        }
    }

    record Accepted(Subject subject, Instant at, ChannelName channel, Position position) implements Receipt {}

    /** A device of the channel's user applied it, the first one. */
    record Delivered(Subject subject, Instant at, ChannelName channel, Position position) implements Receipt {}

    record Rejected(Subject subject, Instant at, Rejection rejection) implements Receipt {}

    /** It was over before it was stored. */
    record Expired(Subject subject, Instant at, ChannelName channel) implements Receipt {}

    default String type() {
        return switch (this) {
            case Accepted _ -> EventType.RECEIPT_ACCEPTED;
            case Delivered _ -> EventType.RECEIPT_DELIVERED;
            case Rejected _ -> EventType.RECEIPT_REJECTED;
            case Expired _ -> EventType.RECEIPT_EXPIRED;
        };
    }

    /** The data of its event. */
    default byte[] json() {
        JsonMapper mapper = new JsonMapper();
        ObjectNode data = mapper.createObjectNode();
        data.putObject("event")
                .put("source", subject().source())
                .put("id", subject().id())
                .put("type", subject().type());
        data.put("at", at().toString());
        data.put("topic", Topic.PUBLICATIONS.topicName());
        switch (this) {
            case Accepted accepted ->
                data.put("channel", accepted.channel().value())
                        .put("position", accepted.position().toString());
            case Delivered delivered ->
                data.put("channel", delivered.channel().value())
                        .put("position", delivered.position().toString());
            case Rejected rejected ->
                data.put("code", rejected.rejection().code().wireName())
                        .put("pointer", rejected.rejection().pointer())
                        .put("hint", rejected.rejection().hint());
            case Expired expired -> data.put("channel", expired.channel().value());
        }
        try {
            return mapper.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a receipt must be writable as JSON", e);
        }
    }
}
