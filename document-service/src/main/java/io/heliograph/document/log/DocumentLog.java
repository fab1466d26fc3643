package io.heliograph.document.log;

import io.heliograph.document.name.DocumentName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The updates of all documents: what is not in it was not accepted. Its methods block, and throw a {@link LogUnavailableException} when it is away; they are safe for concurrent
 * use, also by several processes.
 */
public interface DocumentLog {
    /** Whose the clients' ids are that wrote what was deleted. No token has an empty subject. */
    String NOBODY = "";

    /** The newest snapshot and what came after it, in one view. Nothing at all for a document that nobody wrote to. */
    StoredDocument read(DocumentName document);

    /** Updates behind a sequence in their order, the first 500 of them; the rest is behind the last one. */
    List<LogEntry> readAfter(DocumentName document, long sequence);

    /**
     * Appends an update durably; makes the document when it is the first.
     *
     * @param known the sequence up to which the writer knows the document
     * @param actors who wrote it
     * @return its sequence; empty when the document was deleted since then
     */
    OptionalLong append(DocumentName document, long known, Collection<String> actors, byte[] update);

    /** Of the documents those that were ever deleted. */
    Map<DocumentName, Deletion> deletions(Collection<DocumentName> documents);

    /**
     * Gives clients' ids to a user unless others have them.
     *
     * @return whose they are now
     */
    Map<Long, String> claim(DocumentName document, String user, Collection<Long> clients);

    /** The newest sequence of each of the documents that exist. */
    Map<DocumentName, Long> heads(Collection<DocumentName> documents);
}
