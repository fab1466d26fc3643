package io.heliograph.contracts.protocol;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.contracts.protocol.ClientFrame.SubscriptionRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a decoded frame in the words of a {@link WireVector}: independent of the encoders, which are tested by it. */
final class FrameMeaning {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final WireVector vector;
    private final ObjectNode meaning = MAPPER.createObjectNode();

    private FrameMeaning(WireVector vector) {
        this.vector = vector;
    }

    /** @param vector says which values are given by their length alone */
    static ObjectNode of(ClientFrame frame, WireVector vector) {
        var result = new FrameMeaning(vector);
        result.write(frame);
        return result.meaning;
    }

    static ObjectNode of(ServerFrame frame, WireVector vector) {
        var result = new FrameMeaning(vector);
        result.write(frame);
        return result.meaning;
    }

    private void write(ClientFrame frame) {
        switch (frame) {
            case ClientFrame.Hello hello -> {
                op("hello").text("token", hello.token()).text("device", hello.device());
                text("client", hello.client()).text("replaces", hello.replaces());
                subscriptions(hello.subscribe());
            }
            case ClientFrame.Subscribe subscribe -> {
                op("subscribe").text("ref", subscribe.ref());
                subscriptions(subscribe.subscribe());
            }
            case ClientFrame.Unsubscribe unsubscribe -> {
                op("unsubscribe");
                unsubscribe
                        .channels()
                        .forEach(channel -> meaning.withArray("channels").add(channel.value()));
            }
            case ClientFrame.Publish publish ->
                op("publish")
                        .text("ref", publish.ref())
                        .text("channel", publish.channel())
                        .text(
                                "durability",
                                publish.durability() == Durability.DURABLE
                                        ? null
                                        : publish.durability().wireName())
                        .text("key", publish.key())
                        .text("id", publish.id())
                        .text("type", publish.type())
                        .text("time", publish.time())
                        .data(publish.data());
            case ClientFrame.Acknowledge acknowledge -> {
                op("acknowledge");
                ObjectNode positions = meaning.putObject("positions");
                acknowledge
                        .positions()
                        .forEach((channel, position) -> positions.put(channel.value(), position.toString()));
            }
            case ClientFrame.Refresh refresh ->
                op("refresh").text("ref", refresh.ref()).text("token", refresh.token());
            case ClientFrame.Pong _ -> op("pong");
            case ClientFrame.History history ->
                op("history")
                        .text("ref", history.ref())
                        .text("channel", history.channel())
                        .text("before", history.before())
                        .number("limit", history.limit());
            case ClientFrame.Enter enter ->
                op("enter")
                        .text("ref", enter.ref())
                        .text("channel", enter.channel())
                        .data(enter.data());
            case ClientFrame.Leave leave -> op("leave").text("ref", leave.ref()).text("channel", leave.channel());
            case ClientFrame.Activity activity -> op("activity").flag("idle", activity.idle());
        }
    }

    private void write(ServerFrame frame) {
        switch (frame) {
            case ServerFrame.Welcome welcome ->
                op("welcome")
                        .text("connection", welcome.connection())
                        .text("user", welcome.user())
                        .number("pingInterval", welcome.pingIntervalMillis())
                        .number("expiresIn", welcome.expiresInMillis())
                        .text("serverTime", welcome.serverTime());
            case ServerFrame.Subscribed subscribed ->
                op("subscribed")
                        .text("ref", subscribed.ref())
                        .text("channel", subscribed.channel())
                        .text("position", subscribed.position())
                        .text("head", subscribed.head())
                        .flag("resumed", subscribed.resumed())
                        .flag("pending", subscribed.pending());
            case ServerFrame.Message message ->
                op("message")
                        .text("channel", message.channel())
                        .text("epoch", Position.epochText(message.epoch()))
                        .number("offset", message.offset())
                        .text("id", message.id())
                        .text("type", message.type())
                        .text("time", message.time())
                        .text("user", message.user())
                        .text("traceparent", message.traceparent())
                        .data(message.data());
            case ServerFrame.TransientMessage message ->
                op("message")
                        .text("channel", message.channel())
                        .text("id", message.id())
                        .text("type", message.type())
                        .text("time", message.time())
                        .text("user", message.user())
                        .text("traceparent", message.traceparent())
                        .data(message.data());
            case ServerFrame.Skipped skipped ->
                op("skipped")
                        .text("channel", skipped.channel())
                        .text("epoch", Position.epochText(skipped.epoch()))
                        .number("from", skipped.from())
                        .number("to", skipped.to());
            case ServerFrame.Reset reset ->
                op("reset")
                        .text("ref", reset.ref())
                        .text("channel", reset.channel())
                        .text("reason", reset.reason().wireName())
                        .text("position", reset.position());
            case ServerFrame.Published published ->
                op("published").text("ref", published.ref()).text("id", published.id());
            case ServerFrame.Refreshed refreshed ->
                op("refreshed").text("ref", refreshed.ref()).number("expiresIn", refreshed.expiresInMillis());
            case ServerFrame.Reconnect reconnect -> op("reconnect").number("afterMs", reconnect.afterMillis());
            case ServerFrame.Failed failed ->
                op("error")
                        .text("ref", failed.ref())
                        .text("code", failed.code())
                        .text("message", failed.message())
                        .text("channel", failed.channel());
            case ServerFrame.Closing closing ->
                op("closing")
                        .number("code", closing.code())
                        .text("reason", closing.reason())
                        .flag("reconnect", closing.reconnect())
                        .number("retryAfterMs", closing.retryAfterMillis());
            case ServerFrame.Ping _ -> op("ping");
            case ServerFrame.State state -> {
                op("state");
                state.complete()
                        .forEach(channel -> meaning.withArray("complete").add(channel.value()));
                meaning.putArray("values");
                state.values().forEach(value -> meaning.withArray("values").add(meaningOf(value)));
            }
            case ServerFrame.Presence presence ->
                op("presence")
                        .text("ref", presence.ref())
                        .text("channel", presence.channel())
                        .flag("entered", presence.entered());
            case ServerFrame.History history -> {
                op("history")
                        .text("ref", history.ref())
                        .text("channel", history.channel())
                        .text("position", history.position())
                        .flag("more", history.more());
                meaning.putArray("frames");
                history.frames().forEach(element -> meaning.withArray("frames").add(of(element, vector)));
            }
        }
    }

    private ObjectNode meaningOf(ServerFrame.StateValue value) {
        var result = new FrameMeaning(vector);
        result.text("channel", value.channel()).text("key", value.key()).text("version", value.version());
        ServerFrame.StateValue.Content content = value.content();
        if (content == null) {
            return result.flag("removed", true).meaning;
        }
        result.text("id", content.id())
                .text("type", content.type())
                .text("time", content.time())
                .text("user", content.user())
                .data(content.data());
        return result.meaning;
    }

    private void subscriptions(List<SubscriptionRequest> subscriptions) {
        if (vector.has("subscribeLength")) {
            number("subscribeLength", subscriptions.size());
            return;
        }
        meaning.putArray("subscribe");
        for (SubscriptionRequest subscription : subscriptions) {
            ObjectNode entry = meaning.withArray("subscribe").addObject();
            entry.put("channel", subscription.channel().value());
            switch (subscription.start()) {
                case Start.Default _ -> {}
                case Start.After after -> entry.put("position", after.position().toString());
                case Start.Beginning _ -> entry.put("since", "beginning");
            }
        }
    }

    private FrameMeaning op(String name) {
        return text("op", name);
    }

    private FrameMeaning text(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        String text = value.toString();
        if (vector.has(name + "Length")) {
            return number(name + "Length", text.length());
        }
        meaning.put(name, text);
        return this;
    }

    private void data(@Nullable JsonBytes data) {
        text("data", data == null ? null : data.text());
    }

    private FrameMeaning number(String name, long value) {
        meaning.set(name, MAPPER.getNodeFactory().numberNode(value));
        return this;
    }

    private FrameMeaning flag(String name, boolean value) {
        meaning.put(name, value);
        return this;
    }
}
