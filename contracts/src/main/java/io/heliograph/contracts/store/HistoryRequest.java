package io.heliograph.contracts.store;

import org.jspecify.annotations.Nullable;

/**
 * Asks for the last publications of a channel up to a place.
 *
 * @param before the place as text; null for the head. One of another epoch, or beyond the head, is answered from the head
 * @param limit the most offsets to account for, 1 to {@link StorePath#MAX_ENTRIES}
 */
public record HistoryRequest(String channel, @Nullable String before, int limit) {
    public HistoryRequest {
        if (limit < 1 || limit > StorePath.MAX_ENTRIES) {
            throw new IllegalArgumentException("limit must be 1 to " + StorePath.MAX_ENTRIES + ", is " + limit);
        }
    }
}
