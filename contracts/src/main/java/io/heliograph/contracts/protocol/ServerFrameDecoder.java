package io.heliograph.contracts.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.channel.Version;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a server says, docs/protocol.md §4, for clients. Safe for concurrent use. */
public final class ServerFrameDecoder {
    private ServerFrameDecoder() {}

    /**
     * @return empty when the {@code op} is not known: a client ignores it (§2.3)
     * @throws IllegalArgumentException when it is not a frame
     */
    public static Optional<ServerFrame> decode(byte[] text) {
        try {
            return Optional.ofNullable(read(FrameMembers.readTrusted(text)));
        } catch (IOException e) {
            throw new IllegalArgumentException("not a frame: " + text.length + " bytes that are not a JSON object", e);
        }
    }

    private static @Nullable ServerFrame read(FrameMembers members) {
        return switch (members.text("op")) {
            case "welcome" ->
                new ServerFrame.Welcome(
                        members.text("connection"),
                        members.text("user"),
                        members.number("pingInterval"),
                        members.number("expiresIn"),
                        time(members, "serverTime"));
            case "subscribed" ->
                new ServerFrame.Subscribed(
                        members.optionalText("ref"),
                        members.channel("channel"),
                        FrameMembers.position(members.text("position")),
                        FrameMembers.position(members.text("head")),
                        members.flag("resumed"),
                        members.flag("pending"));
            case "message" -> message(members);
            case "skipped" ->
                new ServerFrame.Skipped(
                        members.channel("channel"),
                        Position.parseEpoch(members.text("epoch")),
                        members.number("from"),
                        members.number("to"));
            case "reset" -> reset(members);
            case "published" -> new ServerFrame.Published(members.text("ref"), members.optionalText("id"));
            case "refreshed" -> new ServerFrame.Refreshed(members.optionalText("ref"), members.number("expiresIn"));
            case "reconnect" -> new ServerFrame.Reconnect(members.number("afterMs"));
            case "error" ->
                new ServerFrame.Failed(
                        members.optionalText("ref"),
                        members.text("code"),
                        members.text("message"),
                        members.optionalText("channel"));
            case "closing" ->
                new ServerFrame.Closing(
                        (int) members.number("code"),
                        members.text("reason"),
                        members.flag("reconnect"),
                        members.number("retryAfterMs"));
            case "ping" -> new ServerFrame.Ping();
            case "state" ->
                new ServerFrame.State(
                        members.objects("values").stream()
                                .map(ServerFrameDecoder::stateValue)
                                .toList(),
                        channels(members.array("complete")));
            case "presence" ->
                new ServerFrame.Presence(members.text("ref"), members.channel("channel"), members.flag("entered"));
            case "history" ->
                new ServerFrame.History(
                        members.text("ref"),
                        members.channel("channel"),
                        FrameMembers.position(members.text("position")),
                        members.flag("more"),
                        members.objects("frames").stream()
                                .map(ServerFrameDecoder::read)
                                .filter(Objects::nonNull)
                                .toList());
            default -> null;
        };
    }

    private static ServerFrame message(FrameMembers members) {
        String epoch = members.optionalText("epoch");
        if (epoch == null) {
            return new ServerFrame.TransientMessage(
                    members.channel("channel"),
                    members.optionalText("id"),
                    members.text("type"),
                    time(members, "time"),
                    members.optionalText("user"),
                    members.optionalText("traceparent"),
                    members.data());
        }
        return new ServerFrame.Message(
                members.channel("channel"),
                Position.parseEpoch(epoch),
                members.number("offset"),
                members.text("id"),
                members.text("type"),
                time(members, "time"),
                members.optionalText("user"),
                members.optionalText("traceparent"),
                members.data());
    }

    private static ServerFrame.StateValue stateValue(FrameMembers members) {
        return new ServerFrame.StateValue(
                members.channel("channel"),
                members.text("key"),
                Version.parse(members.text("version")),
                members.flag("removed")
                        ? null
                        : new ServerFrame.StateValue.Content(
                                members.text("id"),
                                members.text("type"),
                                time(members, "time"),
                                members.optionalText("user"),
                                members.data()));
    }

    private static List<ChannelName> channels(JsonNode names) {
        List<ChannelName> channels = new ArrayList<>();
        names.forEach(name -> channels.add(FrameMembers.channelNamed(name.asText())));
        return channels;
    }

    private static ServerFrame reset(FrameMembers members) {
        String reason = members.text("reason");
        String position = members.optionalText("position");
        return new ServerFrame.Reset(
                members.optionalText("ref"),
                members.channel("channel"),
                Arrays.stream(ResetReason.values())
                        .filter(known -> known.wireName().equals(reason))
                        .findFirst()
                        .orElse(ResetReason.UNKNOWN),
                position == null ? null : FrameMembers.position(position));
    }

    private static Instant time(FrameMembers members, String name) {
        Instant time = members.optionalTime(name);
        if (time == null) {
            throw new IllegalArgumentException("'" + name + "' is required");
        }
        return time;
    }
}
