package io.heliograph.document.yjs;

import java.util.Arrays;

/** Clocks of one client: ranges that are sorted, disjoint and not adjacent. Immutable. */
@SuppressWarnings("ArrayRecordComponent") // compared by covers
record Ranges(long[] bounds) {
    static final Ranges NONE = new Ranges(new long[0]);

    /** @param pairs starts and ends, in any order */
    static Ranges of(long[] pairs) {
        long[][] sorted = new long[pairs.length / 2][];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = new long[] {pairs[2 * i], pairs[2 * i + 1]};
        }
        Arrays.sort(sorted, (a, b) -> Long.compare(a[0], b[0]));
        long[] merged = new long[pairs.length];
        int used = 0;
        for (long[] range : sorted) {
            if (used > 0 && range[0] <= merged[used - 1]) {
                merged[used - 1] = Math.max(merged[used - 1], range[1]);
            } else {
                merged[used++] = range[0];
                merged[used++] = range[1];
            }
        }
        return new Ranges(Arrays.copyOf(merged, used));
    }

    Ranges with(Ranges other) {
        long[] both = Arrays.copyOf(bounds, bounds.length + other.bounds.length);
        System.arraycopy(other.bounds, 0, both, bounds.length, other.bounds.length);
        return of(both);
    }

    boolean covers(Ranges other) {
        for (int i = 0; i < other.bounds.length; i += 2) {
            if (!covers(other.bounds[i], other.bounds[i + 1])) {
                return false;
            }
        }
        return true;
    }

    /** Behind the last clock; 0 if there is none. */
    long end() {
        return bounds.length == 0 ? 0 : bounds[bounds.length - 1];
    }

    int count() {
        return bounds.length / 2;
    }

    private boolean covers(long start, long end) {
        int found = Arrays.binarySearch(bounds, start);
        int range = found >= 0 ? found & ~1 : (-found - 2) & ~1;
        return range >= 0 && range + 1 < bounds.length && bounds[range] <= start && end <= bounds[range + 1];
    }
}
