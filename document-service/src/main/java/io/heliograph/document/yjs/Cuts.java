package io.heliograph.document.yjs;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Where structs come apart: where others were put between what was written at once. */
final class Cuts {
    private static final long[] NONE = {};

    private final Map<Long, long[]> sorted = new HashMap<>();

    private Cuts() {}

    static Cuts by(List<Struct> structs) {
        Map<Long, LongStream.Builder> clocks = new HashMap<>();
        for (Struct struct : structs) {
            add(clocks, struct.origin(), 1);
            add(clocks, struct.rightOrigin(), 0);
        }
        Cuts cuts = new Cuts();
        clocks.forEach((client, own) ->
                cuts.sorted.put(client, own.build().sorted().distinct().toArray()));
        return cuts;
    }

    private static void add(Map<Long, LongStream.Builder> clocks, @Nullable Id id, int behind) {
        if (id != null) {
            clocks.computeIfAbsent(id.client(), _ -> LongStream.builder()).add(id.clock() + behind);
        }
    }

    /** Clocks within a struct, ascending. */
    long[] within(Struct struct) {
        long[] own = sorted.getOrDefault(struct.client(), NONE);
        int first = place(own, struct.clock() + 1);
        return Arrays.copyOfRange(own, first, Math.max(first, place(own, struct.end())));
    }

    private static int place(long[] sorted, long clock) {
        int found = Arrays.binarySearch(sorted, clock);
        return found >= 0 ? found : -found - 1;
    }
}
