package io.heliograph.contracts.registry;

import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.wire.ByteReader;
import io.heliograph.contracts.wire.ByteWriter;
import io.heliograph.contracts.wire.PodBatchCodec;
import io.heliograph.contracts.wire.PodMessage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A field of {@link RedisKey#latest}: the version as text, a line feed, and the binary form of the {@link PodMessage.State}. The text comes first, so that a script in Redis can compare it. A
 * removed key keeps its field, without data.
 */
public final class StateField {
    private static final byte LINE_FEED = '\n';

    private StateField() {}

    public static byte[] encode(PodMessage.State state) {
        var out = new ByteWriter(256);
        PodBatchCodec.write(state, out);
        var field = new ByteArrayOutputStream();
        field.writeBytes(state.version().toString().getBytes(StandardCharsets.US_ASCII));
        field.write(LINE_FEED);
        field.writeBytes(out.toByteArray());
        return field.toByteArray();
    }

    /** @throws IllegalArgumentException when it is not such a field */
    public static PodMessage.State decode(byte[] field) {
        int end = 0;
        while (end < field.length && field[end] != LINE_FEED) {
            end++;
        }
        if (end == field.length) {
            throw new IllegalArgumentException("a field begins with a version and a line feed");
        }
        Version version = Version.parse(new String(field, 0, end, StandardCharsets.US_ASCII));
        var in = new ByteReader(ByteBuffer.wrap(field, end + 1, field.length - end - 1));
        if (PodBatchCodec.read(in) instanceof PodMessage.State state
                && state.version().equals(version)) {
            return state;
        }
        throw new IllegalArgumentException("a field holds the state whose version it begins with");
    }
}
