package io.heliograph.contracts.channel;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Which of several values of a channel's state is newer, docs/protocol.md §1: {@code <generation>.<number>}.
 *
 * @param generation raised when the signals start anew; greater than 0
 * @param number grows within a generation; 0 or greater
 */
public record Version(long generation, long number) implements Comparable<Version> {
    private static final Comparator<Version> ORDER =
            Comparator.comparingLong(Version::generation).thenComparingLong(Version::number);

    public Version {
        if (generation < 1 || number < 0) {
            throw new IllegalArgumentException(
                    "version must have a positive generation and a number of at least 0, has " + generation + " and "
                            + number);
        }
    }

    /** @throws IllegalArgumentException when the text is not {@code <generation>.<number>} */
    public static Version parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 1) {
            throw invalid(text, null);
        }
        try {
            var version = new Version(Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
            if (!version.toString().equals(text)) {
                throw invalid(text, null);
            }
            return version;
        } catch (NumberFormatException e) {
            throw invalid(text, e);
        }
    }

    public boolean isAfter(Version other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return generation + "." + number;
    }

    private static IllegalArgumentException invalid(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException("version must be <generation>.<number>, is '" + text + "'", cause);
    }
}
