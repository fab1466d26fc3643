package io.heliograph.document.catalog;

/**
 * A document as it is now.
 *
 * @param bytes what is stored of it, history included
 * @param editors open connections on all processes, some seconds ago
 */
public record DocumentDetails(DocumentSummary summary, long bytes, int editors) {}
