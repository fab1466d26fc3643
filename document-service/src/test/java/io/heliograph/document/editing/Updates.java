package io.heliograph.document.editing;

import io.heliograph.document.lib0.Lib0Writer;

/** Updates of Yjs, format 1, as clients write them. */
public final class Updates {
    private static final int STRING = 4;
    private static final int TYPE = 7;
    private static final int HAS_ORIGIN = 0x80;

    private Updates() {}

    /** One character, the first of its text. */
    public static byte[] insert(long client, long clock) {
        return struct(client, clock, STRING)
                .varUint(1)
                .text("text")
                .text("a")
                .varUint(0)
                .toBytes();
    }

    /** A text. */
    public static byte[] insert(long client, long clock, String text) {
        return struct(client, clock, STRING)
                .varUint(1)
                .text("text")
                .text(text)
                .varUint(0)
                .toBytes();
    }

    /** One character behind another one. */
    public static byte[] insertAfter(long client, long clock, long originClient, long originClock) {
        return struct(client, clock, STRING | HAS_ORIGIN)
                .varUint(originClient)
                .varUint(originClock)
                .text("a")
                .varUint(0)
                .toBytes();
    }

    /** A shared array in a named one. */
    public static byte[] type(long client, long clock) {
        return struct(client, clock, TYPE)
                .varUint(1)
                .text("array")
                .varUint(0)
                .varUint(0)
                .toBytes();
    }

    /** A shared array in another one. */
    public static byte[] typeIn(long client, long clock, long parentClient, long parentClock) {
        return struct(client, clock, TYPE)
                .varUint(0)
                .varUint(parentClient)
                .varUint(parentClock)
                .varUint(0)
                .varUint(0)
                .toBytes();
    }

    /** Deletes one character. */
    public static byte[] delete(long client, long clock) {
        return new Lib0Writer()
                .varUint(0)
                .varUint(1)
                .varUint(client)
                .varUint(1)
                .varUint(clock)
                .varUint(1)
                .toBytes();
    }

    private static Lib0Writer struct(long client, long clock, int info) {
        return new Lib0Writer()
                .varUint(1)
                .varUint(1)
                .varUint(client)
                .varUint(clock)
                .octet(info);
    }
}
