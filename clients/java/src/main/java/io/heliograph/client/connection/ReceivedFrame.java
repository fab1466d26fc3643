package io.heliograph.client.connection;

import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ServerFrame;
import org.jspecify.annotations.Nullable;

/**
 * A frame as it came, before the client decides what to do with it.
 *
 * @param connection the id that {@code welcome} gave; null before it came
 * @param text the whole frame
 * @param frame null when this client does not know it
 */
public record ReceivedFrame(
        @Nullable String connection,
        JsonBytes text,
        @Nullable ServerFrame frame) {}
