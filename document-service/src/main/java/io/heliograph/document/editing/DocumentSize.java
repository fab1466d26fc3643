package io.heliograph.document.editing;

/**
 * What a document costs those who have it open.
 *
 * @param bytes as one update
 * @param structs of it
 * @param clients that wrote in it, ever
 * @param depth of shared types in shared types; 0 if there are only named ones
 */
public record DocumentSize(long bytes, int structs, int clients, int depth) {
    /** With all that is stored of it, which may be more: content that was deleted. */
    DocumentSize stored(long storedBytes) {
        return new DocumentSize(Math.max(bytes, storedBytes), structs, clients, depth);
    }
}
