package io.heliograph.cli.platform.oidc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an access token says. The {@code with…} methods also make tokens that a service must refuse.
 *
 * @param subject the user; absent in a token that must be refused
 * @param issuedAt {@code iat} and {@code nbf}
 * @param subscribe channel patterns that may be subscribed to, besides the user's own channels
 * @param publish channel patterns that may be published to
 * @param events sources that {@code POST /events} is allowed for
 * @param documents documents that it gives rights to
 */
public record AccessToken(
        Optional<String> subject,
        String audience,
        Instant issuedAt,
        Instant expiresAt,
        List<String> subscribe,
        List<String> publish,
        List<String> events,
        DocumentPatterns documents) {
    public static final String AUDIENCE = "heliograph";

    public AccessToken {
        subscribe = List.copyOf(subscribe);
        publish = List.copyOf(publish);
        events = List.copyOf(events);
    }

    public static AccessToken of(String user, Instant now, Duration ttl) {
        return new AccessToken(
                Optional.of(user),
                AUDIENCE,
                now,
                now.plus(ttl),
                List.of(),
                List.of(),
                List.of(),
                DocumentPatterns.NONE);
    }

    public AccessToken withoutSubject() {
        return new AccessToken(Optional.empty(), audience, issuedAt, expiresAt, subscribe, publish, events, documents);
    }

    public AccessToken withAudience(String other) {
        return new AccessToken(subject, other, issuedAt, expiresAt, subscribe, publish, events, documents);
    }

    /** Valid in the given interval only. */
    public AccessToken withValidity(Instant from, Instant until) {
        return new AccessToken(subject, audience, from, until, subscribe, publish, events, documents);
    }

    public AccessToken withChannels(List<String> subscribePatterns, List<String> publishPatterns) {
        return new AccessToken(
                subject, audience, issuedAt, expiresAt, subscribePatterns, publishPatterns, events, documents);
    }

    public AccessToken withEvents(List<String> sources) {
        return new AccessToken(subject, audience, issuedAt, expiresAt, subscribe, publish, sources, documents);
    }

    public AccessToken withDocuments(DocumentPatterns patterns) {
        return new AccessToken(subject, audience, issuedAt, expiresAt, subscribe, publish, events, patterns);
    }
}
