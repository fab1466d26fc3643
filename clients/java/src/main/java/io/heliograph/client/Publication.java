package io.heliograph.client;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.json.JsonBytes;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an application publishes, docs/protocol.md §3.4.
 *
 * @param durability a latest one needs a key, and no other has one
 * @param key of a latest value
 * @param id however often a user sends the same id to a channel, it is there once
 * @param time when it happened; the server's when null
 * @param data one JSON value; it travels byte for byte. Null removes a latest value
 */
public record Publication(
        ChannelName channel,
        Durability durability,
        @Nullable String key,
        String id,
        String type,
        @Nullable Instant time,
        @Nullable JsonBytes data) {
    public Publication {
        if ((durability == Durability.LATEST) != (key != null)) {
            throw new IllegalArgumentException("a latest publication has a key, and no other has one");
        }
        if (data == null && durability != Durability.LATEST) {
            throw new IllegalArgumentException("only a latest publication may have no data");
        }
    }

    /** A durable one. */
    public Publication(ChannelName channel, String id, String type, @Nullable Instant time, JsonBytes data) {
        this(channel, Durability.DURABLE, null, id, type, time, data);
    }

    /** The newest value of a key. */
    public static Publication latest(ChannelName channel, String key, String type, JsonBytes data) {
        return new Publication(channel, Durability.LATEST, key, newId(), type, null, data);
    }

    /** Removes a key from the channel's state. */
    public static Publication removal(ChannelName channel, String key, String type) {
        return new Publication(channel, Durability.LATEST, key, newId(), type, null, null);
    }

    /** For those who are subscribed now; it may be lost. */
    public static Publication transientOf(ChannelName channel, String type, JsonBytes data) {
        return new Publication(channel, Durability.TRANSIENT, null, newId(), type, null, data);
    }

    /** A publication of now with an id of its own. */
    public static Publication of(ChannelName channel, String type, JsonBytes data) {
        return new Publication(channel, newId(), type, null, data);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
