package io.heliograph.document.yjs;

import java.util.Arrays;
import java.util.Comparator;

/** Clocks of one client: ranges that are sorted, disjoint and not adjacent. Immutable. */
@SuppressWarnings("ArrayRecordComponent") // compared by covers
record Ranges(long[] bounds) {
    static final Ranges NONE = new Ranges(new long[0]);

    /** @param pairs starts and ends, in any order; as a rule they are sorted */
    static Ranges of(long[] pairs) {
        for (int i = 2; i < pairs.length; i += 2) {
            if (pairs[i] < pairs[i - 2]) {
                return joined(sorted(pairs));
            }
        }
        return joined(pairs);
    }

    private static long[] sorted(long[] pairs) {
        long[][] ranges = new long[pairs.length / 2][];
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = new long[] {pairs[2 * i], pairs[2 * i + 1]};
        }
        Arrays.sort(ranges, Comparator.comparingLong(range -> range[0]));
        return Arrays.stream(ranges).flatMapToLong(Arrays::stream).toArray();
    }

    /** In one pass: each edit that deletes something is added to all that was deleted before. */
    Ranges with(Ranges other) {
        long[] both = new long[bounds.length + other.bounds.length];
        int own = 0;
        for (int i = 0; i < both.length; i += 2) {
            int others = i - own;
            boolean ownIsNext =
                    others == other.bounds.length || (own < bounds.length && bounds[own] <= other.bounds[others]);
            System.arraycopy(ownIsNext ? bounds : other.bounds, ownIsNext ? own : others, both, i, 2);
            own += ownIsNext ? 2 : 0;
        }
        return joined(both);
    }

    /** Without those of others, in one pass. */
    Ranges minus(Ranges other) {
        long[] rest = new long[bounds.length + other.bounds.length];
        int used = 0;
        int next = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            long start = bounds[i];
            long end = bounds[i + 1];
            while (next < other.bounds.length && other.bounds[next + 1] <= start) {
                next += 2;
            }
            for (int j = next; start < end; j += 2) {
                boolean cut = j < other.bounds.length && other.bounds[j] < end;
                long upto = cut ? other.bounds[j] : end;
                if (upto > start) {
                    rest[used++] = start;
                    rest[used++] = upto;
                }
                start = cut ? other.bounds[j + 1] : end;
            }
        }
        return new Ranges(Arrays.copyOf(rest, used));
    }

    boolean isEmpty() {
        return bounds.length == 0;
    }

    /** @param sorted by their starts */
    private static Ranges joined(long[] sorted) {
        long[] joined = new long[sorted.length];
        int used = 0;
        for (int i = 0; i < sorted.length; i += 2) {
            if (used > 0 && sorted[i] <= joined[used - 1]) {
                joined[used - 1] = Math.max(joined[used - 1], sorted[i + 1]);
            } else {
                joined[used++] = sorted[i];
                joined[used++] = sorted[i + 1];
            }
        }
        return new Ranges(Arrays.copyOf(joined, used));
    }

    boolean covers(Ranges other) {
        for (int i = 0; i < other.bounds.length; i += 2) {
            if (!covers(other.bounds[i], other.bounds[i + 1])) {
                return false;
            }
        }
        return true;
    }

    boolean contains(long clock) {
        return covers(clock, clock + 1);
    }

    /** Behind the last clock; 0 if there is none. */
    long end() {
        return bounds.length == 0 ? 0 : bounds[bounds.length - 1];
    }

    int count() {
        return bounds.length / 2;
    }

    /** Where ranges start and end, both excluded. */
    long[] bordersBetween(long start, long end) {
        int first = place(start + 1);
        return Arrays.copyOfRange(bounds, first, Math.max(first, place(end)));
    }

    private int place(long clock) {
        int found = Arrays.binarySearch(bounds, clock);
        return found >= 0 ? found : -found - 1;
    }

    private boolean covers(long start, long end) {
        int found = Arrays.binarySearch(bounds, start);
        int range = found >= 0 ? found & ~1 : (-found - 2) & ~1;
        return range >= 0 && range + 1 < bounds.length && bounds[range] <= start && end <= bounds[range + 1];
    }
}
