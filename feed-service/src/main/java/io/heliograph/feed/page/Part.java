package io.heliograph.feed.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a page shows of a list.
 *
 * @param items the newest first
 * @param more from where to read on in the direction of the window; empty at the list's end
 */
public record Part<T>(List<T> items, Optional<Place> more) {
    /** At one time, so that whoever may see none of them does not have them all brought. */
    private static final int CHUNK = Window.MAX_LIMIT;

    public Part {
        items = List.copyOf(items);
    }

    /**
     * An entry of a list, whoever may see it.
     *
     * @param shown empty when the reader does not get it
     */
    public record Entry<T>(Place place, Optional<T> shown) {}

    /** Where a list is kept. */
    @FunctionalInterface
    public interface Source<T> {
        /** The next entries behind a place, at most so many; fewer only at the list's end. */
        List<Entry<T>> read(Optional<Place> from, int count);
    }

    /**
     * Reads on until the page is full or the list ends, so that what is hidden makes no page short.
     *
     * @param maxRead then the page ends short, and with {@code more}: hidden entries cost no more than that
     */
    public static <T> Part<T> read(Window window, int maxRead, Source<T> source) {
        List<T> items = new ArrayList<>();
        Optional<Place> from = window.from();
        int read = 0;
        int asked = window.limit();
        boolean ended = false;
        while (!ended && items.size() < window.limit() && read < maxRead) {
            List<Entry<T>> entries = source.read(from, asked);
            for (Entry<T> entry : entries) {
                if (items.size() < window.limit()) {
                    entry.shown().ifPresent(items::add);
                    from = Optional.of(entry.place());
                }
            }
            ended = entries.size() < asked && items.size() < window.limit();
            read += entries.size();
            asked = CHUNK;
        }
        return new Part<>(window.newer() ? items.reversed() : items, ended ? Optional.empty() : from);
    }
}
