package io.heliograph.contracts.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A JSON value as the bytes in which it came: the {@code data} of a publication, which travels byte for byte. Nobody may change the array once it is handed over;
 * it is not copied, because a publication goes to many places.
 */
public final class JsonBytes {
    private final byte[] bytes;

    public JsonBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public static JsonBytes of(String json) {
        return new JsonBytes(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes themselves, not a copy: for reading only. */
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    public boolean isObject() {
        return bytes.length > 0 && bytes[0] == '{';
    }

    /** The JSON text. A payload: never logged. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "JsonBytes[" + bytes.length + " bytes]";
    }
}
