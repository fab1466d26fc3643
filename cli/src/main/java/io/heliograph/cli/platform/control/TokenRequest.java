package io.heliograph.cli.platform.control;

import java.util.List;

/**
 * Asks for an access token for each of the users.
 *
 * @param ttlSeconds how long they are valid, at least 1
 * @param subscribe channel patterns that they grant to subscribe to
 * @param publish channel patterns that they grant to publish to
 * @param events sources that they grant to post events of
 */
public record TokenRequest(
        List<String> users, long ttlSeconds, List<String> subscribe, List<String> publish, List<String> events) {
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
}
