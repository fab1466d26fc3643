package io.heliograph.contracts.protocol;

import io.heliograph.contracts.channel.Position;

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
                    json.writeStringField("id", published.id());
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
        };
    }
}
