package io.heliograph.presence.store.postgres;

import java.util.Optional;

/**
 * What follows from a part of a partition's rows.
 *
 * @param rows how many rows the part has
 * @param next where the next part begins; empty after the last one
 */
public record Page(int rows, Change change, Optional<Cursor> next) {
    /** A row's key, after which a part begins. */
    public record Cursor(String first, String second) {
        public static final Cursor START = new Cursor("", "");
    }
}
