package io.heliograph.contracts.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Reorders between the channels of a connection's queue, never inside one, and decides what is shed first. */
public enum Priority {
    LOW(0),
    NORMAL(1),
    HIGH(2);

    private final int number;

    Priority(int number) {
        this.number = number;
    }

    /** Its permanent number in binary forms and in the database; the higher, the more urgent. */
    public int number() {
        return number;
    }

    public static Optional<Priority> find(int number) {
        return Arrays.stream(values())
                .filter(priority -> priority.number == number)
                .findFirst();
    }

    public static Optional<Priority> find(String name) {
        return Arrays.stream(values())
                .filter(priority -> priority.wireName().equals(name))
                .findFirst();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
