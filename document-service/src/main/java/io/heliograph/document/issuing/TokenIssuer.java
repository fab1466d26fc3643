package io.heliograph.document.issuing;

import io.heliograph.document.access.Access;
import io.heliograph.document.access.DocumentGrants;
import io.heliograph.document.access.DocumentToken;
import io.heliograph.document.access.TokenCodec;
import io.heliograph.document.name.DocumentName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides who gets a token for a document, docs/documents.md §3. */
public final class TokenIssuer {
    private final Duration ttl;

    /** @throws IllegalArgumentException when tokens would last no time, or longer than is accepted */
    public TokenIssuer(Duration ttl) {
        if (!ttl.isPositive() || ttl.compareTo(TokenCodec.MAX_LIFETIME) > 0) {
            throw new IllegalArgumentException("document.token.ttl must be positive and at most %s, is %s"
                    .formatted(TokenCodec.MAX_LIFETIME, ttl));
        }
        this.ttl = ttl;
    }

    /**
     * @param until when the access token expires: what it bought ends with it
     * @return empty when the grants do not allow it
     */
    public Optional<DocumentToken> issue(
            DocumentGrants grants, DocumentName document, Access access, Instant now, Instant until) {
        Instant expiresAt = now.plus(ttl);
        return grants.allows(access, document)
                ? Optional.of(new DocumentToken(
                        grants.user(), document, access, now, until.isBefore(expiresAt) ? until : expiresAt))
                : Optional.empty();
    }
}
