package io.heliograph.document.catalog;

import io.heliograph.document.name.DocumentName;
import java.time.Instant;

/**
 * A document in a list.
 *
 * @param sequence of the newest update
 */
public record DocumentSummary(DocumentName name, long sequence, Instant createdAt, Instant changedAt) {}
