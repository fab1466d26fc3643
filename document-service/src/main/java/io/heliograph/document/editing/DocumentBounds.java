package io.heliograph.document.editing;

/**
 * What a document may have, docs/documents.md §9.
 *
 * @param largeBytes from which on it counts as large: somebody should look
 * @param bytes of all of it as one update
 * @param structs that clients have to keep apart
 * @param clients that ever wrote in it
 * @param depth of shared types in shared types
 */
public record DocumentBounds(long largeBytes, long bytes, int structs, int clients, int depth) {
    public DocumentBounds {
        if (largeBytes > bytes || Math.min(Math.min(structs, clients), depth) < 1) {
            throw new IllegalArgumentException(
                    "a document of %d bytes cannot be large and one of %d too large".formatted(largeBytes, bytes));
        }
    }
}
