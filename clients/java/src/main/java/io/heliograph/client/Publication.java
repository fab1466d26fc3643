package io.heliograph.client;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.json.JsonBytes;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an application publishes, docs/protocol.md §3.4.
 *
 * @param id however often a user sends the same id to a channel, it is there once
 * @param time when it happened; the server's when null
 * @param data one JSON value; it travels byte for byte
 */
public record Publication(
        ChannelName channel,
        String id,
        String type,
        @Nullable Instant time,
        JsonBytes data) {

    /** A publication of now with an id of its own. */
    public static Publication of(ChannelName channel, String type, JsonBytes data) {
        return new Publication(channel, UUID.randomUUID().toString(), type, null, data);
    }
}
