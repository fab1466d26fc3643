package io.heliograph.cli.platform.control;

import io.heliograph.cli.platform.oidc.DocumentPatterns;
import java.util.List;

/**
 * Asks for an access token for each of the users.
 *
 * @param ttlSeconds how long they are valid, at least 1
 * @param subscribe channel patterns that they grant to subscribe to
 * @param publish channel patterns that they grant to publish to
 * @param events sources that they grant to post events of
 * @param documents documents that they give rights to
 */
public record TokenRequest(
        List<String> users,
        long ttlSeconds,
        List<String> subscribe,
        List<String> publish,
        List<String> events,
        DocumentPatterns documents) {
    public TokenRequest {
        if (users.isEmpty() || users.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a token needs the name of a user");
        }
        if (ttlSeconds < 1) {
            throw new IllegalArgumentException(
                    "a token must be valid for at least a second, not %d".formatted(ttlSeconds));
        }
        users = List.copyOf(users);
        subscribe = List.copyOf(subscribe);
        publish = List.copyOf(publish);
        events = List.copyOf(events);
    }

    /** Without rights to documents. */
    public TokenRequest(
            List<String> users, long ttlSeconds, List<String> subscribe, List<String> publish, List<String> events) {
        this(users, ttlSeconds, subscribe, publish, events, DocumentPatterns.NONE);
    }
}
