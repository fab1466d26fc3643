package io.heliograph.contracts.protocol;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.contracts.protocol.ClientFrame.SubscriptionRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns a text message of a client into a frame, docs/protocol.md §2.2 and §3. Safe for concurrent use. */
public final class ClientFrameDecoder {
    private static final Map<String, Function<FrameMembers, ClientFrame>> READERS = Map.ofEntries(
            Map.entry("hello", ClientFrameDecoder::hello),
            Map.entry("subscribe", ClientFrameDecoder::subscribe),
            Map.entry("unsubscribe", ClientFrameDecoder::unsubscribe),
            Map.entry("publish", ClientFrameDecoder::publish),
            Map.entry("acknowledge", ClientFrameDecoder::acknowledge),
            Map.entry("refresh", ClientFrameDecoder::refresh),
            Map.entry("history", ClientFrameDecoder::history),
            Map.entry("enter", ClientFrameDecoder::enter),
            Map.entry("leave", ClientFrameDecoder::leave),
            Map.entry("activity", ClientFrameDecoder::activity),
            Map.entry("pong", _ -> new ClientFrame.Pong()));

    private ClientFrameDecoder() {}

    public static Inbound decode(byte[] text) {
        if (text.length > ProtocolLimits.MAX_LIST_FRAME_BYTES) {
            return tooLong(text.length, ProtocolLimits.MAX_LIST_FRAME_BYTES);
        }
        try {
            FrameMembers members = FrameMembers.readUntrusted(text);
            return text.length > ProtocolLimits.MAX_FRAME_BYTES && !carriesList(members)
                    ? tooLong(text.length, ProtocolLimits.MAX_FRAME_BYTES)
                    : decode(members);
        } catch (FrameMembers.NotAFrameException e) {
            return new Inbound.Malformed(e.problem());
        } catch (JacksonException e) {
            // Not the exception's own message: it quotes what was sent.
            return new Inbound.Malformed("not JSON within the bounds, at byte "
                    + Optional.ofNullable(e.getLocation())
                            .map(at -> at.getByteOffset())
                            .orElse(-1L));
        } catch (IOException e) {
            return new Inbound.Malformed("not JSON");
        }
    }

    private static boolean carriesList(FrameMembers members) {
        return members.isOp("hello") || members.isOp("subscribe");
    }

    private static Inbound decode(FrameMembers members) {
        String ref = null;
        try {
            ref = ref(members);
            Function<FrameMembers, ClientFrame> reader = READERS.get(members.text("op"));
            if (reader == null) {
                return new Inbound.Refused(ref, ProblemCode.UNKNOWN_OP, "this version knows " + knownOps());
            }
            return new Inbound.Accepted(reader.apply(members));
        } catch (FrameMembers.InvalidMemberException e) {
            return new Inbound.Refused(ref, e.code(), e.problem());
        }
    }

    private static ClientFrame hello(FrameMembers members) {
        return new ClientFrame.Hello(
                members.optionalText("token"),
                members.optionalAscii("device", ProtocolLimits.MAX_DEVICE_LENGTH),
                members.optionalAscii("client", ProtocolLimits.MAX_DEVICE_LENGTH),
                members.optionalAscii("replaces", ProtocolLimits.MAX_DEVICE_LENGTH),
                subscriptions(members));
    }

    private static ClientFrame subscribe(FrameMembers members) {
        List<SubscriptionRequest> subscriptions = subscriptions(members);
        if (subscriptions.isEmpty()) {
            throw new FrameMembers.InvalidMemberException(ProblemCode.MALFORMED, "'subscribe' must name a channel");
        }
        return new ClientFrame.Subscribe(ref(members), subscriptions);
    }

    private static ClientFrame unsubscribe(FrameMembers members) {
        List<ChannelName> channels = new ArrayList<>();
        for (JsonNode channel : members.array("channels")) {
            channels.add(FrameMembers.channelNamed(text(channel, "channels")));
        }
        if (channels.isEmpty()) {
            throw new FrameMembers.InvalidMemberException(ProblemCode.MALFORMED, "'channels' must name a channel");
        }
        return new ClientFrame.Unsubscribe(channels);
    }

    private static ClientFrame publish(FrameMembers members) {
        Durability durability = durability(members);
        boolean latest = durability == Durability.LATEST;
        boolean named = durability != Durability.TRANSIENT;
        JsonBytes data = latest ? members.dataOrNull() : members.data();
        return new ClientFrame.Publish(
                named ? requiredRef(members) : ref(members),
                members.channel("channel"),
                durability,
                latest ? members.plainText("key", ProtocolLimits.MAX_STATE_KEY_LENGTH) : null,
                named
                        ? members.plainText("id", ProtocolLimits.MAX_ID_LENGTH)
                        : members.optionalPlainText("id", ProtocolLimits.MAX_ID_LENGTH),
                members.plainText("type", ProtocolLimits.MAX_TYPE_LENGTH),
                members.optionalTime("time"),
                data);
    }

    private static Durability durability(FrameMembers members) {
        String name = members.optionalText("durability");
        if (name == null) {
            return Durability.DURABLE;
        }
        return Arrays.stream(Durability.values())
                .filter(durability -> durability.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new FrameMembers.InvalidMemberException(
                        ProblemCode.MALFORMED, "'durability' is durable, latest or transient"));
    }

    private static ClientFrame history(FrameMembers members) {
        String before = members.optionalText("before");
        long limit = members.optionalNumber("limit", ProtocolLimits.DEFAULT_HISTORY);
        if (limit < 1 || limit > ProtocolLimits.MAX_HISTORY) {
            throw new FrameMembers.InvalidMemberException(
                    ProblemCode.MALFORMED, "'limit' must be 1 to " + ProtocolLimits.MAX_HISTORY);
        }
        return new ClientFrame.History(
                requiredRef(members),
                members.channel("channel"),
                before == null ? null : FrameMembers.position(before),
                (int) limit);
    }

    private static ClientFrame enter(FrameMembers members) {
        JsonBytes data = members.optionalData();
        if (data != null && !data.isObject()) {
            throw new FrameMembers.InvalidMemberException(ProblemCode.MALFORMED, "'data' must be an object");
        }
        if (data != null && data.length() > ProtocolLimits.MAX_MEMBER_BYTES) {
            throw new FrameMembers.InvalidMemberException(
                    ProblemCode.TOO_LARGE,
                    "'data' has " + data.length() + " bytes, " + ProtocolLimits.MAX_MEMBER_BYTES + " are allowed");
        }
        return new ClientFrame.Enter(requiredRef(members), members.channel("channel"), data);
    }

    private static ClientFrame leave(FrameMembers members) {
        return new ClientFrame.Leave(requiredRef(members), members.channel("channel"));
    }

    private static ClientFrame activity(FrameMembers members) {
        return new ClientFrame.Activity(members.requiredFlag("idle"));
    }

    private static String requiredRef(FrameMembers members) {
        String ref = ref(members);
        if (ref == null) {
            throw FrameMembers.missing("ref");
        }
        return ref;
    }

    private static ClientFrame acknowledge(FrameMembers members) {
        Map<ChannelName, Position> positions = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : members.object("positions").properties()) {
            positions.put(
                    FrameMembers.channelNamed(entry.getKey()),
                    FrameMembers.position(text(entry.getValue(), "positions")));
        }
        return new ClientFrame.Acknowledge(positions);
    }

    private static ClientFrame refresh(FrameMembers members) {
        return new ClientFrame.Refresh(ref(members), members.text("token"));
    }

    private static @Nullable String ref(FrameMembers members) {
        return members.optionalAscii("ref", ProtocolLimits.MAX_REF_LENGTH);
    }

    private static List<SubscriptionRequest> subscriptions(FrameMembers members) {
        List<SubscriptionRequest> subscriptions = new ArrayList<>();
        for (JsonNode entry : members.array("subscribe")) {
            subscriptions.add(new SubscriptionRequest(
                    FrameMembers.channelNamed(text(entry.path("channel"), "subscribe/channel")), start(entry)));
        }
        return subscriptions;
    }

    private static Start start(JsonNode entry) {
        boolean hasPosition = entry.hasNonNull("position");
        boolean hasSince = entry.hasNonNull("since");
        if (!hasPosition && !hasSince) {
            return Start.DEFAULT;
        }
        if (!hasSince) {
            return new Start.After(FrameMembers.position(text(entry.path("position"), "subscribe/position")));
        }
        if (!hasPosition && "beginning".equals(entry.path("since").textValue())) {
            return Start.BEGINNING;
        }
        throw new FrameMembers.InvalidMemberException(
                ProblemCode.MALFORMED, "a subscription has either 'position' or 'since':\"beginning\"");
    }

    private static String text(JsonNode node, String place) {
        if (!node.isTextual()) {
            throw new FrameMembers.InvalidMemberException(ProblemCode.MALFORMED, "'" + place + "' must be a text");
        }
        return node.textValue();
    }

    private static Inbound tooLong(int length, int maxBytes) {
        return new Inbound.Malformed("the frame has " + length + " bytes, " + maxBytes + " are allowed");
    }

    private static List<String> knownOps() {
        return READERS.keySet().stream().sorted().toList();
    }
}
