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
    private static final Slice REPLACEMENT = Slice.of("\uFFFD".getBytes(StandardCharsets.UTF_8));

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

    /** @param at units within, ascending; one piece more than these comes out */
    static List<List<Slice>> cut(List<Slice> parts, long... at) {
        List<List<Slice>> pieces = new ArrayList<>(List.of(new ArrayList<>()));
        int cuts = 0;
        long units = 0;
        for (Slice part : parts) {
            int start = part.start();
            int position = start;
            while (cuts < at.length && position < part.end()) {
                int bytes = length(Byte.toUnsignedInt(part.source()[position]));
                position += bytes;
                units += bytes == LONGEST ? 2 : 1;
                for (; cuts < at.length && units >= at[cuts]; cuts++) {
                    boolean halved = units > at[cuts];
                    pieces.getLast().add(new Slice(part.source(), start, halved ? position - bytes : position));
                    pieces.add(new ArrayList<>());
                    if (halved) {
                        pieces.get(pieces.size() - 2).add(REPLACEMENT);
                        pieces.getLast().add(REPLACEMENT);
                    }
                    start = position;
                }
            }
            pieces.getLast().add(new Slice(part.source(), start, part.end()));
        }
        return pieces;
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
