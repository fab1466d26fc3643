package io.heliograph.document.compaction;

import io.heliograph.document.log.LogUnavailableException;
import io.heliograph.document.name.DocumentName;

/** Erases what was deleted in a document, at once and for good, docs/documents.md §10. Blocks; safe for concurrent use, also by several processes. */
@FunctionalInterface
public interface HistoryErasure {
    /**
     * What is shown stays. So does what a version shows, unless versions are erased with it.
     *
     * @return whether there is such a document
     * @throws LogUnavailableException when PostgreSQL is away
     */
    boolean erase(DocumentName document, boolean versionsToo);
}
