package io.heliograph.notification.preferences;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a user wants notifications one by one or summarised. */
public enum DigestChoice {
    OFF,
    /** At each full hour of the user's zone. */
    HOURLY,
    /** Once a day, at the configured time of the user's zone. */
    DAILY;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DigestChoice> find(String wireName) {
        return Arrays.stream(values())
                .filter(choice -> choice.wireName().equals(wireName))
                .findFirst();
    }
}
