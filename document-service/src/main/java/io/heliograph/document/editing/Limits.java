package io.heliograph.document.editing;

/**
 * What one process bears, docs/documents.md §9.
 *
 * @param documents open at a time
 * @param ofUser connections of one user
 * @param writers of a document
 * @param viewers of a document: those who may only read
 * @param bounds of each document
 */
public record Limits(int documents, int ofUser, int writers, int viewers, DocumentBounds bounds) {
    public Limits {
        if (Math.min(Math.min(documents, ofUser), Math.min(writers, viewers)) < 1) {
            throw new IllegalArgumentException(
                    "limits must be positive, are %d, %d, %d, %d".formatted(documents, ofUser, writers, viewers));
        }
    }
}
