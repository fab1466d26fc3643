package io.heliograph.document.version;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A state of a document that somebody gave a name.
 *
 * @param id counts up, over all documents
 * @param sequence of the newest update in it
 * @param length how much it shows, as {@link ShownLength} counts; null for versions from before it was counted
 */
public record Version(
        long id,
        String name,
        String author,
        long sequence,
        @Nullable Long length,
        Instant createdAt) {}
