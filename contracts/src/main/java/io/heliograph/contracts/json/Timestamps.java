package io.heliograph.contracts.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Times from outside, as in RFC 3339. */
public final class Timestamps {
    /** The four-digit years of RFC 3339; PostgreSQL and JavaScript know these, too. */
    private static final Instant MIN = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Timestamps() {}

    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(Timestamps::isInRange);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether it is in the years 1 to 9999. */
    public static boolean isInRange(Instant time) {
        return !time.isBefore(MIN) && !time.isAfter(MAX);
    }
}
