package io.heliograph.presence.membership;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.presence.outgoing.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A channel's members as others see them, docs/protocol.md §10.2. */
public final class MemberValues {
    /** docs/protocol.md §2.2: what a latest value may have. */
    static final int MAX_BYTES = 8 * 1024;

    private static final String MEMBER_TYPE = "io.heliograph.member.v1";
    private static final String OCCUPANCY_TYPE = "io.heliograph.occupancy.v1";
    private static final String OCCUPANCY_KEY = "occupancy";
    private static final JsonMapper MAPPER = new JsonMapper();

    private MemberValues() {}

    /** @param shown the member's connections; empty removes the member */
    public static Outgoing member(String channel, String user, List<Presence> shown, long revision, Instant at) {
        return new Outgoing(
                "member:" + channel + ":" + user.hashCode() + ":" + at.toEpochMilli() + ":" + revision,
                MEMBER_TYPE,
                at,
                channel,
                "member:" + user,
                shown.isEmpty() ? null : bounded(user, shown).toString(),
                null);
    }

    public static Outgoing occupancy(String channel, OccupancyState.Count count, long revision, Instant at) {
        return occupancy(channel, occupancyJson(count).toString(), revision, at);
    }

    public static Outgoing noOccupancy(String channel, long revision, Instant at) {
        return new Outgoing(occupancyId(channel, revision, at), OCCUPANCY_TYPE, at, channel, OCCUPANCY_KEY, null, null);
    }

    public static ObjectNode occupancyJson(OccupancyState.Count count) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("members", count.members())
                .put("connections", count.connections());
    }

    public static ObjectNode memberJson(String user, List<Presence> shown) {
        return bounded(user, shown);
    }

    private static Outgoing occupancy(String channel, String data, long revision, Instant at) {
        return new Outgoing(occupancyId(channel, revision, at), OCCUPANCY_TYPE, at, channel, OCCUPANCY_KEY, data, null);
    }

    private static String occupancyId(String channel, long revision, Instant at) {
        return "occupancy:" + channel + ":" + at.toEpochMilli() + ":" + revision;
    }

    /** With many devices the data of those that entered first are left out, so that the value fits. */
    private static ObjectNode bounded(String user, List<Presence> shown) {
        ObjectNode json = json(user, shown, 0);
        for (int bare = 1; bare <= shown.size() && length(json) > MAX_BYTES; bare++) {
            json = json(user, shown, bare);
        }
        return json;
    }

    private static ObjectNode json(String user, List<Presence> shown, int bare) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("user", user);
        json.put(
                "since",
                shown.stream()
                        .map(Presence::since)
                        .min(Instant::compareTo)
                        .orElseThrow()
                        .toString());
        ArrayNode devices = json.putArray("devices");
        for (int i = 0; i < shown.size(); i++) {
            Presence presence = shown.get(i);
            ObjectNode device = devices.addObject().put("connection", presence.connection());
            if (presence.device() != null) {
                device.put("device", presence.device());
            }
            device.put("since", presence.since().toString());
            if (presence.data() != null && i >= bare) {
                device.set("data", parsed(presence.data()));
            }
        }
        return json;
    }

    private static JsonNode parsed(String data) {
        try {
            return MAPPER.readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a member's data was JSON when it was taken in", e);
        }
    }

    private static int length(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
