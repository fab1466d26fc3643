package io.heliograph.contracts.protocol;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import java.util.List;

/** Writes what a server says, docs/protocol.md §4, as UTF-8. Safe for concurrent use. */
public final class ServerFrameEncoder {
    private ServerFrameEncoder() {}

    public static byte[] encode(ServerFrame frame) {
        return switch (frame) {
            case ServerFrame.Welcome welcome ->
                FrameWriter.frame("welcome", json -> {
                    json.writeStringField("connection", welcome.connection());
                    json.writeStringField("user", welcome.user());
                    json.writeNumberField("pingInterval", welcome.pingIntervalMillis());
                    json.writeNumberField("expiresIn", welcome.expiresInMillis());
                    json.writeStringField("serverTime", welcome.serverTime().toString());
                });
            case ServerFrame.Subscribed subscribed ->
                FrameWriter.frame("subscribed", json -> {
                    FrameWriter.optional(json, "ref", subscribed.ref());
                    json.writeStringField("channel", subscribed.channel().value());
                    json.writeStringField("position", subscribed.position().toString());
                    json.writeStringField("head", subscribed.head().toString());
                    json.writeBooleanField("resumed", subscribed.resumed());
                    if (subscribed.pending()) {
                        json.writeBooleanField("pending", true);
                    }
                });
            case ServerFrame.Message message ->
                FrameWriter.frame(
                        "message",
                        json -> {
                            json.writeStringField("channel", message.channel().value());
                            json.writeStringField("epoch", Position.epochText(message.epoch()));
                            json.writeNumberField("offset", message.offset());
                            json.writeStringField("id", message.id());
                            json.writeStringField("type", message.type());
                            json.writeStringField("time", message.time().toString());
                            FrameWriter.optional(json, "user", message.user());
                            FrameWriter.optional(json, "traceparent", message.traceparent());
                        },
                        message.data());
            case ServerFrame.TransientMessage message ->
                FrameWriter.frame(
                        "message",
                        json -> {
                            json.writeStringField("channel", message.channel().value());
                            FrameWriter.optional(json, "id", message.id());
                            json.writeStringField("type", message.type());
                            json.writeStringField("time", message.time().toString());
                            FrameWriter.optional(json, "user", message.user());
                            FrameWriter.optional(json, "traceparent", message.traceparent());
                        },
                        message.data());
            case ServerFrame.Skipped skipped ->
                FrameWriter.frame("skipped", json -> {
                    json.writeStringField("channel", skipped.channel().value());
                    json.writeStringField("epoch", Position.epochText(skipped.epoch()));
                    json.writeNumberField("from", skipped.from());
                    json.writeNumberField("to", skipped.to());
                });
            case ServerFrame.Reset reset ->
                FrameWriter.frame("reset", json -> {
                    FrameWriter.optional(json, "ref", reset.ref());
                    json.writeStringField("channel", reset.channel().value());
                    json.writeStringField("reason", reset.reason().wireName());
                    Position position = reset.position();
                    FrameWriter.optional(json, "position", position == null ? null : position.toString());
                });
            case ServerFrame.Published published ->
                FrameWriter.frame("published", json -> {
                    json.writeStringField("ref", published.ref());
                    FrameWriter.optional(json, "id", published.id());
                });
            case ServerFrame.Refreshed refreshed ->
                FrameWriter.frame("refreshed", json -> {
                    FrameWriter.optional(json, "ref", refreshed.ref());
                    json.writeNumberField("expiresIn", refreshed.expiresInMillis());
                });
            case ServerFrame.Reconnect reconnect ->
                FrameWriter.frame("reconnect", json -> json.writeNumberField("afterMs", reconnect.afterMillis()));
            case ServerFrame.Failed failed ->
                FrameWriter.frame("error", json -> {
                    FrameWriter.optional(json, "ref", failed.ref());
                    json.writeStringField("code", failed.code());
                    json.writeStringField("message", failed.message());
                    FrameWriter.optional(json, "channel", failed.channel());
                });
            case ServerFrame.Closing closing ->
                FrameWriter.frame("closing", json -> {
                    json.writeNumberField("code", closing.code());
                    json.writeStringField("reason", closing.reason());
                    json.writeBooleanField("reconnect", closing.reconnect());
                    json.writeNumberField("retryAfterMs", closing.retryAfterMillis());
                });
            case ServerFrame.Ping _ -> FrameWriter.frame("ping", _ -> {});
            case ServerFrame.State state ->
                state(
                        state.values().stream()
                                .map(ServerFrameEncoder::stateValue)
                                .toList(),
                        state.complete());
            case ServerFrame.Presence presence ->
                FrameWriter.frame("presence", json -> {
                    json.writeStringField("ref", presence.ref());
                    json.writeStringField("channel", presence.channel().value());
                    json.writeBooleanField("entered", presence.entered());
                });
            case ServerFrame.History history ->
                FrameWriter.frame(
                        "history",
                        json -> {
                            json.writeStringField("ref", history.ref());
                            json.writeStringField("channel", history.channel().value());
                            json.writeStringField("position", history.position().toString());
                            json.writeBooleanField("more", history.more());
                        },
                        "frames",
                        history.frames().stream()
                                .map(ServerFrameEncoder::encode)
                                .toList());
        };
    }

    /** One VALUE of a {@code state} frame: encoded once, it goes into the frames of all connections. */
    public static byte[] stateValue(ServerFrame.StateValue value) {
        ServerFrame.StateValue.Content content = value.content();
        FrameWriter.Content members = json -> {
            json.writeStringField("channel", value.channel().value());
            json.writeStringField("key", value.key());
            json.writeStringField("version", value.version().toString());
            if (content == null) {
                json.writeBooleanField("removed", true);
                return;
            }
            json.writeStringField("id", content.id());
            json.writeStringField("type", content.type());
            json.writeStringField("time", content.time().toString());
            FrameWriter.optional(json, "user", content.user());
        };
        return content == null ? FrameWriter.object(members) : FrameWriter.object(members, content.data());
    }

    /** A {@code state} frame of values that {@link #stateValue} wrote. */
    public static byte[] state(List<byte[]> values, List<ChannelName> complete) {
        return FrameWriter.frame(
                "state",
                json -> {
                    if (!complete.isEmpty()) {
                        json.writeArrayFieldStart("complete");
                        for (ChannelName channel : complete) {
                            json.writeString(channel.value());
                        }
                        json.writeEndArray();
                    }
                },
                "values",
                values);
    }
}
