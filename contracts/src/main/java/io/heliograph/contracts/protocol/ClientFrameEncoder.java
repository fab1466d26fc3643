package io.heliograph.contracts.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
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
            case ClientFrame.Publish publish ->
                FrameWriter.frame(
                        "publish",
                        json -> {
                            json.writeStringField("ref", publish.ref());
                            json.writeStringField("channel", publish.channel().value());
                            json.writeStringField("id", publish.id());
                            json.writeStringField("type", publish.type());
                            Instant time = publish.time();
                            FrameWriter.optional(json, "time", time == null ? null : time.toString());
                        },
                        publish.data());
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
        };
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
