package io.heliograph.document.log;

/**
 * The newest deletion of a document.
 *
 * @param sequence its place among the updates: what was before is gone
 * @param standing whether the document was not made again
 */
public record Deletion(long sequence, boolean standing) {}
