package io.heliograph.document.access;

import io.heliograph.document.log.LogUnavailableException;
import io.heliograph.document.name.DocumentName;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What was revoked. Its methods block, and throw a {@link LogUnavailableException} when PostgreSQL is away; they are safe for concurrent use, also by several processes. */
public interface Revocations {
    /** From the return on, no process lets anybody in with a token that it covers. */
    void add(DocumentName document, Revocation revocation);

    /** Those of the documents that have any. */
    Map<DocumentName, List<Revocation>> of(Collection<DocumentName> documents);
}
