package io.heliograph.notification.decision;

import io.heliograph.contracts.event.Priority;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The priority of a notification: {@code critical} is a word of notifications only. */
public enum Importance {
    LOW,
    NORMAL,
    HIGH,
    CRITICAL;

    public static Optional<Importance> find(String wireName) {
        return Arrays.stream(values())
                .filter(importance -> importance.wireName().equals(wireName))
                .findFirst();
    }

    public static Importance of(Priority priority) {
        return switch (priority) {
            case LOW -> LOW;
            case NORMAL -> NORMAL;
            case HIGH -> HIGH;
        };
    }

    /** How urgent it is on its way to the screen. */
    public Priority priority() {
        return switch (this) {
            case LOW -> Priority.LOW;
            case NORMAL -> Priority.NORMAL;
            case HIGH, CRITICAL -> Priority.HIGH;
        };
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
