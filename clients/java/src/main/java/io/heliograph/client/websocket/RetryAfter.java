package io.heliograph.client.websocket;

import java.net.http.HttpResponse;
import java.time.Duration;

/** The header {@code Retry-After} in seconds, RFC 9110 §10.2.3; its form as a date is not used here and counts as none. */
final class RetryAfter {
    private static final long MAX_SECONDS = Duration.ofHours(1).toSeconds();

    private RetryAfter() {}

    static Duration of(HttpResponse<?> response) {
        return response.headers()
                .firstValue("retry-after")
                .map(RetryAfter::parse)
                .orElse(Duration.ZERO);
    }

    static Duration parse(String value) {
        try {
            return Duration.ofSeconds(Math.clamp(Long.parseLong(value.strip()), 0, MAX_SECONDS));
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }
}
