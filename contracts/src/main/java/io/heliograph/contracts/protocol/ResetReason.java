package io.heliograph.contracts.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a subscription could not go on where it was, docs/protocol.md §4.5. */
public enum ResetReason {
    /** The position is older than what is kept. */
    RETENTION(1),
    /** The position belongs to another life of the channel. */
    EPOCH(2),
    /** The position lies beyond the head. */
    UNKNOWN(3),
    /** Not, or no longer, allowed. */
    DENIED(4);

    private final int number;

    ResetReason(int number) {
        this.number = number;
    }

    /** Its permanent number in binary forms; greater than 0. */
    public int number() {
        return number;
    }

    public static Optional<ResetReason> find(int number) {
        return Arrays.stream(values()).filter(reason -> reason.number == number).findFirst();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
