package io.heliograph.document.yjs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** UTF-8 that was checked, counted in the UTF-16 units of JavaScript. */
final class Utf8 {
    private static final int CONTINUATION = 0xc0;
    private static final int FIRST_OF_FOUR = 0xf0;
    private static final int FIRST_OF_THREE = 0xe0;
    private static final int FIRST_OF_TWO = 0xc0;
    private static final int LONGEST = 4;

    /** What Yjs puts in the place of half a surrogate pair. */
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

    private Utf8() {}

    static long units(Slice text) {
        long units = 0;
        for (int i = text.start(); i < text.end(); i++) {
            int octet = Byte.toUnsignedInt(text.source()[i]);
            if ((octet & CONTINUATION) != 0x80) {
                units += octet >= FIRST_OF_FOUR ? 2 : 1;
            }
        }
        return units;
    }

    /** Without the first units. */
    static List<Slice> from(List<Slice> parts, long units) {
        List<Slice> rest = new ArrayList<>();
        long toSkip = units;
        for (Slice part : parts) {
            int position = part.start();
            while (toSkip > 0 && position < part.end()) {
                int bytes = length(Byte.toUnsignedInt(part.source()[position]));
                toSkip -= bytes == LONGEST ? 2 : 1;
                position += bytes;
            }
            if (toSkip < 0) {
                rest.add(new Slice(REPLACEMENT, 0, REPLACEMENT.length));
                toSkip = 0;
            }
            if (position < part.end()) {
                rest.add(new Slice(part.source(), position, part.end()));
            }
        }
        return rest;
    }

    private static int length(int first) {
        if (first >= FIRST_OF_FOUR) {
            return LONGEST;
        }
        if (first >= FIRST_OF_THREE) {
            return 3;
        }
        return first >= FIRST_OF_TWO ? 2 : 1;
    }
}
