package io.heliograph.contracts.wire;

import io.heliograph.contracts.json.JsonBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A growing buffer with the primitive forms of the wire. Confined to one thread. */
public final class ByteWriter {
    private ByteBuffer buffer;

    public ByteWriter(int expectedBytes) {
        buffer = ByteBuffer.allocate(expectedBytes);
    }

    public void writeByte(byte value) {
        room(1).put(value);
    }

    public void writeBoolean(boolean value) {
        writeByte((byte) (value ? 1 : 0));
    }

    public void writeInt(int value) {
        room(Integer.BYTES).putInt(value);
    }

    public void writeLong(long value) {
        room(Long.BYTES).putLong(value);
    }

    public void writeText(String text) {
        writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public void writeOptionalText(@Nullable String text) {
        if (text == null) {
            writeInt(-1);
        } else {
            writeText(text);
        }
    }

    /** To the nanosecond: a client compares times as texts. */
    public void writeInstant(Instant instant) {
        writeLong(instant.getEpochSecond());
        writeInt(instant.getNano());
    }

    public void writeOptionalInstant(@Nullable Instant instant) {
        writeBoolean(instant != null);
        if (instant != null) {
            writeInstant(instant);
        }
    }

    public void writeJson(JsonBytes json) {
        writeBytes(json.array());
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private void writeBytes(byte[] bytes) {
        room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int capacity = Math.max(buffer.capacity() * 2, buffer.position() + bytes);
            buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
        }
        return buffer;
    }
}
