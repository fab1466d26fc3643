package io.heliograph.document.announcing;

import io.heliograph.document.name.DocumentName;
import java.time.Instant;
import java.util.List;

/**
 * What other systems are told of a document, docs/events.md §7.
 *
 * @param sequence of the newest update in it
 * @param bytes what is stored of the document, history included
 * @param actors users who wrote since the change before
 * @param at when it was last written
 * @param deleted whether it is gone
 */
public record DocumentChange(
        DocumentName document, long sequence, long bytes, List<String> actors, Instant at, boolean deleted) {
    public DocumentChange {
        actors = List.copyOf(actors);
    }
}
