package io.heliograph.document.version;

import io.heliograph.document.lib0.Lib0Reader;
import io.heliograph.document.lib0.MalformedMessageException;

/**
 * How much a version shows: people choose by it, and its snapshot alone tells it. Counts as Yjs does: a character (in UTF-16), a value of an array or a map, a nested type and the beginning
 * or end of a format are one each.
 */
public final class ShownLength {
    private ShownLength() {}

    /**
     * What was ever inserted, without what was deleted of it.
     *
     * @param snapshot as Yjs encodes it: delete set and state vector
     * @throws MalformedMessageException when it is none
     */
    public static long of(byte[] snapshot) {
        Lib0Reader reader = new Lib0Reader(snapshot);
        long deleted = deleted(reader);
        long inserted = 0;
        long clients = reader.varUint();
        for (long i = 0; i < clients; i++) {
            reader.varUint();
            inserted += reader.varUint();
        }
        return inserted - deleted;
    }

    private static long deleted(Lib0Reader reader) {
        long deleted = 0;
        long clients = reader.varUint();
        for (long i = 0; i < clients; i++) {
            reader.varUint();
            long ranges = reader.varUint();
            for (long range = 0; range < ranges; range++) {
                reader.varUint();
                deleted += reader.varUint();
            }
        }
        return deleted;
    }
}
