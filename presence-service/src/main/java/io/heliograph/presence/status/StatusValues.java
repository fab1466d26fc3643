package io.heliograph.presence.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.presence.outgoing.Outgoing;
import java.util.Optional;

/** A user's status as others see it, docs/protocol.md §10.1. */
public final class StatusValues {
    public static final String KIND = "presence";

    private static final String KEY = "status";
    private static final String TYPE = "io.heliograph.presence.v1";

    private StatusValues() {}

    /** The channel of the user's status; empty when the subject is too long to have one. */
    public static Optional<ChannelName> channel(String user) {
        try {
            return Optional.of(ChannelName.of(KIND, user));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    public static Optional<Outgoing> of(String user, Shown shown, long revision) {
        return channel(user)
                .map(channel -> new Outgoing(
                        channel.value() + ":" + revision,
                        TYPE,
                        shown.changedAt(),
                        channel.value(),
                        KEY,
                        json(user, shown).toString(),
                        user));
    }

    public static ObjectNode json(String user, Shown shown) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("user", user);
        json.put("status", shown.status().wireName());
        json.put("since", shown.since().toString());
        if (shown.lastSeen() != null) {
            json.put("lastSeen", shown.lastSeen().toString());
        }
        ArrayNode devices = json.putArray("devices");
        for (Shown.Device device : shown.devices()) {
            devices.addObject()
                    .put("device", device.device())
                    .put("status", device.status().wireName());
        }
        return json;
    }
}
