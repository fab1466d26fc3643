package io.heliograph.presence.outgoing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A value of a channel's state that is to be told, or its removal.
 *
 * @param eventId names the value, so that telling it again can be recognised
 * @param data JSON; null removes the key
 * @param changedUser product teams are told as well, under this key; null when it is not for them
 */
public record Outgoing(
        String eventId,
        String type,
        Instant time,
        String channel,
        String stateKey,
        @Nullable String data,
        @Nullable String changedUser) {}
