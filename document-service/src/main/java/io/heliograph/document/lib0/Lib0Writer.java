package io.heliograph.document.lib0;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes what lib0 reads. */
public final class Lib0Writer {
    private static final int BITS = 7;
    private static final int MORE = 0x80;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public Lib0Writer varUint(long value) {
        long rest = value;
        while (rest >= MORE) {
            out.write((int) (rest & (MORE - 1)) | MORE);
            rest >>>= BITS;
        }
        out.write((int) rest);
        return this;
    }

    public Lib0Writer octet(int value) {
        out.write(value);
        return this;
    }

    /** Without their length. */
    public Lib0Writer raw(byte[] source, int start, int end) {
        out.write(source, start, end - start);
        return this;
    }

    public Lib0Writer bytes(byte[] part) {
        varUint(part.length);
        out.writeBytes(part);
        return this;
    }

    public Lib0Writer text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] toBytes() {
        return out.toByteArray();
    }
}
