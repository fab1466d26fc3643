package io.heliograph.notification.preferences;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many notifications of a category may alert a user within a time. Written as {@code 10/1h}, or {@code unlimited}.
 *
 * @param max {@link Integer#MAX_VALUE} without bound
 */
public record AlertRate(int max, Duration within) {
    public static final AlertRate UNLIMITED = new AlertRate(Integer.MAX_VALUE, Duration.ofSeconds(1));

    private static final String UNLIMITED_TEXT = "unlimited";
    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,4})([smhd])");

    public AlertRate {
        if (max < 1 || !within.isPositive()) {
            throw new IllegalArgumentException("a rate must be at least 1/1s, is %d/%s".formatted(max, within));
        }
    }

    /** Found by the configuration, which makes rates of texts with it. */
    public static AlertRate parse(CharSequence text) {
        if (UNLIMITED_TEXT.contentEquals(text)) {
            return UNLIMITED;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a rate must be written as 10/1h (s, m, h or d) or %s, found %s".formatted(UNLIMITED_TEXT, text));
        }
        return new AlertRate(
                Integer.parseInt(matcher.group(1)),
                Duration.of(Long.parseLong(matcher.group(2)), unit(matcher.group(3))));
    }

    public boolean isLimited() {
        return max != Integer.MAX_VALUE;
    }

    private static ChronoUnit unit(String letter) {
        return switch (letter) {
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS; // Duration counts days as 24 hours
        };
    }
}
