package io.heliograph.client.connection;

import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.protocol.ServerFrameDecoder;
import org.jspecify.annotations.Nullable;

/**
 * A frame as it came, before the client decides what to do with it.
 *
 * @param connection the id that {@code welcome} gave; null before it came
 * @param text the whole frame
 * @param frame null when the text is no frame that this client knows: it is ignored
 */
public record ReceivedFrame(
        @Nullable String connection,
        JsonBytes text,
        @Nullable ServerFrame frame) {

    /** @param connection null before {@code welcome}, which brings its own */
    public static ReceivedFrame read(@Nullable String connection, byte[] text) {
        ServerFrame frame = decode(text);
        String id = frame instanceof ServerFrame.Welcome welcome ? welcome.connection() : connection;
        return new ReceivedFrame(id, new JsonBytes(text), frame);
    }

    /** Ignores what it cannot read: a message that is missed that way shows as a jump. */
    private static @Nullable ServerFrame decode(byte[] text) {
        try {
            return ServerFrameDecoder.decode(text).orElse(null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
