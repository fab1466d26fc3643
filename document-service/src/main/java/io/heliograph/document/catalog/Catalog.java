package io.heliograph.document.catalog;

import io.heliograph.document.access.DocumentGrants;
import io.heliograph.document.log.LogUnavailableException;
import io.heliograph.document.name.DocumentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The documents that exist. Its methods block, and throw a {@link LogUnavailableException} when PostgreSQL is away; they are safe for concurrent use, also by several processes.
 */
public interface Catalog {
    /** Empty for one that does not exist, or was deleted. */
    Optional<DocumentDetails> find(DocumentName document);

    /**
     * Documents that the grants let one read, in the order of their names' bytes.
     *
     * @param prefix how their names begin
     * @param after the name that they come after; empty for the first ones
     */
    List<DocumentSummary> list(DocumentGrants grants, String prefix, String after, int limit);

    /** Makes a document; one that was deleted begins anew, empty. */
    void create(DocumentName document);

    /**
     * Erases a document and its history. Copies that clients still have do not bring it back.
     *
     * @return whether there was one
     */
    boolean delete(DocumentName document);

    /**
     * Says how many connections a process has now.
     *
     * @param editors all documents that it has open
     */
    void seen(String pod, Map<DocumentName, Integer> editors);
}
