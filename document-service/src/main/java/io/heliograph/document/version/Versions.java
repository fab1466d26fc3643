package io.heliograph.document.version;

import io.heliograph.document.log.LogUnavailableException;
import io.heliograph.document.name.DocumentName;
import java.util.List;
import java.util.Optional;

/** The versions of documents. Its methods block, and throw a {@link LogUnavailableException} when PostgreSQL is away; they are safe for concurrent use. */
public interface Versions {
    /** Of one document. */
    int MAX_VERSIONS = 1_000;

    /** What became of a version. */
    sealed interface Kept {
        record Stored(Version version) implements Kept {}

        record NoSuchDocument() implements Kept {}

        /** There are {@value Versions#MAX_VERSIONS} already. */
        record TooMany() implements Kept {}
    }

    /**
     * @param snapshot state vector and delete set as they were at the sequence, as Yjs encodes them
     */
    Kept keep(DocumentName document, String name, String author, long sequence, byte[] snapshot);

    /** The newest first; empty for a document that does not exist. */
    Optional<List<Version>> of(DocumentName document);

    /** The snapshot of a version of the document. */
    Optional<byte[]> snapshot(DocumentName document, long id);
}
