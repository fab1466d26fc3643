package io.heliograph.feed.page;

import java.util.List;

/**
 * Where a page begins.
 *
 * @param place behind it, in the direction that is asked for
 * @param open groups of the pages so far that go on; empty when nothing is grouped
 */
public record Cursor(Place place, List<Aggregation.Open> open) {
    public Cursor {
        open = List.copyOf(open);
        if (open.size() > Aggregation.MAX_OPEN) {
            throw new IllegalArgumentException(
                    "a cursor has at most %d groups, not %d".formatted(Aggregation.MAX_OPEN, open.size()));
        }
    }

    /** One that is of no use for groups. */
    public static Cursor at(Place place) {
        return new Cursor(place, List.of());
    }
}
