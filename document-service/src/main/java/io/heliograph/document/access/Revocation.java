package io.heliograph.document.access;

import java.time.Instant;
import java.util.Optional;

/**
 * Tokens for a document that count no longer, docs/documents.md §3: those issued up to a time.
 *
 * @param user whose; empty means everybody's
 */
public record Revocation(Optional<String> user, Instant upTo) {
    /** Tokens tell the time they were issued at in whole seconds: one of the same second may be older, and is covered. */
    public boolean covers(String holder, Instant issuedAt) {
        return !issuedAt.isAfter(upTo) && user.map(holder::equals).orElse(true);
    }
}
