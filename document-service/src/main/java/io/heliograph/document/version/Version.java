package io.heliograph.document.version;

import java.time.Instant;

/**
 * A state of a document that somebody gave a name.
 *
 * @param id counts up, over all documents
 * @param sequence of the newest update in it
 */
public record Version(long id, String name, String author, long sequence, Instant createdAt) {}
