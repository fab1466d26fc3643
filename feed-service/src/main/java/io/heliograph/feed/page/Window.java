package io.heliograph.feed.page;

import java.util.List;
import java.util.Optional;

/**
 * Which part of a list is asked for.
 *
 * @param newer whether those nearest to {@code from} on its newer side are wanted; else those on its older side
 * @param from not part of it; empty for the list's beginning, its newest
 * @param limit 1 to {@value #MAX_LIMIT}
 * @param open groups that go on from the page before
 */
public record Window(boolean newer, Optional<Place> from, int limit, List<Aggregation.Open> open) {
    public static final int DEFAULT_LIMIT = 25;
    public static final int MAX_LIMIT = 100;

    public Window {
        open = List.copyOf(open);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to %d, is %d".formatted(MAX_LIMIT, limit));
        }
        if (newer && from.isEmpty()) {
            throw new IllegalArgumentException("nothing is newer than a list's beginning");
        }
    }

    public Window(boolean newer, Optional<Place> from, int limit) {
        this(newer, from, limit, List.of());
    }

    public static Window first(int limit) {
        return new Window(false, Optional.empty(), limit);
    }
}
