package io.heliograph.contracts.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.contracts.protocol.ClientFrame.SubscriptionRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes what a client says, docs/protocol.md §3, as UTF-8. Safe for concurrent use. */
public final class ClientFrameEncoder {
    private ClientFrameEncoder() {}

    public static byte[] encode(ClientFrame frame) {
        return switch (frame) {
            case ClientFrame.Hello hello ->
                FrameWriter.frame("hello", json -> {
                    FrameWriter.optional(json, "token", hello.token());
                    FrameWriter.optional(json, "device", hello.device());
                    FrameWriter.optional(json, "client", hello.client());
                    FrameWriter.optional(json, "replaces", hello.replaces());
                    writeSubscriptions(json, hello.subscribe());
                });
            case ClientFrame.Subscribe subscribe ->
                FrameWriter.frame("subscribe", json -> {
                    FrameWriter.optional(json, "ref", subscribe.ref());
                    writeSubscriptions(json, subscribe.subscribe());
                });
            case ClientFrame.Unsubscribe unsubscribe ->
                FrameWriter.frame("unsubscribe", json -> {
                    json.writeArrayFieldStart("channels");
                    for (ChannelName channel : unsubscribe.channels()) {
                        json.writeString(channel.value());
                    }
                    json.writeEndArray();
                });
            case ClientFrame.Publish publish -> publish(publish);
            case ClientFrame.Acknowledge acknowledge ->
                FrameWriter.frame("acknowledge", json -> {
                    json.writeObjectFieldStart("positions");
                    for (Map.Entry<ChannelName, Position> entry :
                            acknowledge.positions().entrySet()) {
                        json.writeStringField(
                                entry.getKey().value(), entry.getValue().toString());
                    }
                    json.writeEndObject();
                });
            case ClientFrame.Refresh refresh ->
                FrameWriter.frame("refresh", json -> {
                    FrameWriter.optional(json, "ref", refresh.ref());
                    json.writeStringField("token", refresh.token());
                });
            case ClientFrame.Pong _ -> FrameWriter.frame("pong", _ -> {});
            case ClientFrame.History history ->
                FrameWriter.frame("history", json -> {
                    json.writeStringField("ref", history.ref());
                    json.writeStringField("channel", history.channel().value());
                    Position before = history.before();
                    FrameWriter.optional(json, "before", before == null ? null : before.toString());
                    json.writeNumberField("limit", history.limit());
                });
            case ClientFrame.Enter enter -> {
                FrameWriter.Content members = json -> {
                    json.writeStringField("ref", enter.ref());
                    json.writeStringField("channel", enter.channel().value());
                };
                JsonBytes data = enter.data();
                yield data == null ? FrameWriter.frame("enter", members) : FrameWriter.frame("enter", members, data);
            }
            case ClientFrame.Leave leave ->
                FrameWriter.frame("leave", json -> {
                    json.writeStringField("ref", leave.ref());
                    json.writeStringField("channel", leave.channel().value());
                });
            case ClientFrame.Activity activity ->
                FrameWriter.frame("activity", json -> json.writeBooleanField("idle", activity.idle()));
        };
    }

    private static byte[] publish(ClientFrame.Publish publish) {
        FrameWriter.Content members = json -> {
            FrameWriter.optional(json, "ref", publish.ref());
            json.writeStringField("channel", publish.channel().value());
            if (publish.durability() != Durability.DURABLE) {
                json.writeStringField("durability", publish.durability().wireName());
            }
            FrameWriter.optional(json, "key", publish.key());
            FrameWriter.optional(json, "id", publish.id());
            json.writeStringField("type", publish.type());
            Instant time = publish.time();
            FrameWriter.optional(json, "time", time == null ? null : time.toString());
        };
        JsonBytes data = publish.data();
        return FrameWriter.frame("publish", members, data == null ? JsonBytes.of("null") : data);
    }

    private static void writeSubscriptions(JsonGenerator json, List<SubscriptionRequest> subscriptions)
            throws IOException {
        if (subscriptions.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("subscribe");
        for (SubscriptionRequest subscription : subscriptions) {
            json.writeStartObject();
            json.writeStringField("channel", subscription.channel().value());
            switch (subscription.start()) {
                case Start.Default _ -> {}
                case Start.After after ->
                    json.writeStringField("position", after.position().toString());
                case Start.Beginning _ -> json.writeStringField("since", "beginning");
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
