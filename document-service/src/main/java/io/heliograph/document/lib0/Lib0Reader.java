package io.heliograph.document.lib0;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what lib0 wrote. Whatever is not there, or too long, is a {@link MalformedMessageException}. */
public final class Lib0Reader {
    /** The largest integer that JavaScript has. */
    private static final long MAX_INTEGER = (1L << 53) - 1;

    private static final int BITS = 7;
    private static final int MORE = 0x80;
    private static final int MAX_SHIFT = 49;

    private final byte[] bytes;
    private int position;

    public Lib0Reader(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean isAtEnd() {
        return position == bytes.length;
    }

    public int position() {
        return position;
    }

    public int octet() {
        if (isAtEnd()) {
            throw new MalformedMessageException("it ends early");
        }
        return Byte.toUnsignedInt(bytes[position++]);
    }

    public void skip(long length) {
        if (length > bytes.length - position) {
            throw new MalformedMessageException(
                    "%d bytes were announced, %d are there".formatted(length, bytes.length - position));
        }
        position += (int) length;
    }

    public long varUint() {
        long value = 0;
        for (int shift = 0; shift <= MAX_SHIFT; shift += BITS) {
            int next = octet();
            value |= (long) (next & (MORE - 1)) << shift;
            if ((next & MORE) == 0) {
                if (value > MAX_INTEGER) {
                    break;
                }
                return value;
            }
        }
        throw new MalformedMessageException("a number is larger than 2^53 - 1");
    }

    public byte[] bytes() {
        long length = varUint();
        int start = position;
        skip(length);
        return Arrays.copyOfRange(bytes, start, position);
    }

    public String text() {
        return decoded(ByteBuffer.wrap(bytes()));
    }

    /**
     * Checked as {@link #text} does.
     *
     * @return its bytes without their length
     */
    public int skipText() {
        long length = varUint();
        int start = position;
        skip(length);
        for (int i = start; i < position; i++) {
            if (bytes[i] < 0) { // what is typed is mostly ASCII, and is not worth a decoder
                decoded(ByteBuffer.wrap(bytes, i, position - i));
                break;
            }
        }
        return position - start;
    }

    private static String decoded(ByteBuffer text) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException _) {
            throw new MalformedMessageException("a text is not in UTF-8");
        }
    }
}
