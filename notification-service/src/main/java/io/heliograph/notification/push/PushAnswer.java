package io.heliograph.notification.push;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What came of asking a push service to take a message (RFC 8030 §5, §7.3, §8.4). */
public sealed interface PushAnswer {
    record Taken(int status) implements PushAnswer {}

    /** The browser has unsubscribed. */
    record Gone(int status) implements PushAnswer {}

    record TooLarge(int status) implements PushAnswer {}

    /** Asking again would bring the same answer. */
    record Refused(@Nullable Integer status, PushReason reason) implements PushAnswer {}

    /**
     * Another time it may work.
     *
     * @param after the push service's word; null when it said nothing
     */
    record Later(@Nullable Duration after) implements PushAnswer {}

    /** @param retryAfter the header's value: seconds or a date (RFC 9110 §10.2.3); null without it */
    static PushAnswer of(int status, @Nullable String retryAfter, Instant now) {
        return switch (status) {
            case 404, 410 -> new Gone(status);
            case 413 -> new TooLarge(status);
            case 408, 425, 429 -> new Later(delay(retryAfter, now));
            default -> {
                if (status / 100 == 2) {
                    yield new Taken(status);
                }
                // A redirect is not followed: only the endpoint's own host was checked.
                yield status >= 500 ? new Later(delay(retryAfter, now)) : new Refused(status, PushReason.REFUSED);
            }
        };
    }

    private static @Nullable Duration delay(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return null;
        }
        try {
            return retryAfter.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Integer.parseInt(retryAfter))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (NumberFormatException | DateTimeException _) {
            return null;
        }
    }
}
