package io.heliograph.document.access;

import io.heliograph.document.name.DocumentName;
import java.time.Instant;

/** Lets a user into one document until it expires, docs/documents.md §3. */
public record DocumentToken(String user, DocumentName document, Access access, Instant issuedAt, Instant expiresAt) {
    public DocumentToken {
        if (user.isEmpty()) {
            throw new IllegalArgumentException("a token must name a user");
        }
    }
}
