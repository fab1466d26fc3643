package io.heliograph.contracts.wire;

import io.heliograph.contracts.json.JsonBytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ByteWriter} wrote; {@link IllegalArgumentException} where the bytes end too early. Confined to one thread. */
public final class ByteReader {
    private final ByteBuffer buffer;

    public ByteReader(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    public boolean hasRemaining() {
        return buffer.hasRemaining();
    }

    public byte readByte() {
        return need(1).get();
    }

    public boolean readBoolean() {
        return readByte() != 0;
    }

    public int readInt() {
        return need(Integer.BYTES).getInt();
    }

    /** A number of things that follow. */
    public int readCount() {
        int count = readInt();
        if (count < 0) {
            throw new IllegalArgumentException("count must not be negative, is " + count);
        }
        return count;
    }

    public long readLong() {
        return need(Long.BYTES).getLong();
    }

    public String readText() {
        return new String(readBytes(readInt()), StandardCharsets.UTF_8);
    }

    public @Nullable String readOptionalText() {
        int length = readInt();
        return length < 0 ? null : new String(readBytes(length), StandardCharsets.UTF_8);
    }

    public Instant readInstant() {
        long seconds = readLong();
        int nanos = readInt();
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("time is out of range", e);
        }
    }

    public @Nullable Instant readOptionalInstant() {
        return readBoolean() ? readInstant() : null;
    }

    public JsonBytes readJson() {
        return new JsonBytes(readBytes(readInt()));
    }

    private byte[] readBytes(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("length must not be negative, is " + length);
        }
        need(length);
        var bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    private ByteBuffer need(int bytes) {
        if (buffer.remaining() < bytes) {
            throw new IllegalArgumentException(
                    "needs " + bytes + " more bytes, has " + buffer.remaining(), new BufferUnderflowException());
        }
        return buffer;
    }
}
