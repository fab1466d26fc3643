package io.heliograph.gateway.admission;

import java.util.OptionalInt;

/**
 * How many connections this process may hold.
 *
 * @param max at least 1
 * @param wanted what the operator asks for; empty when it is left to this gateway
 */
public record ConnectionCap(int max, OptionalInt wanted) {
    /** When nobody asks for more or less. */
    static final int DEFAULT_MAX = 50_000;

    /** Files that the process needs for everything that is no connection of a client. */
    static final int RESERVED_FILES = 512;

    /**
     * Keeps what is wanted below the limit of open files, with which a process that passes it stops accepting anything.
     *
     * @param maxFiles the limit of open files of this process; negative when it is not known
     */
    public static ConnectionCap of(OptionalInt wanted, long maxFiles) {
        int desired = wanted.orElse(DEFAULT_MAX);
        if (desired < 1) {
            throw new IllegalArgumentException("gateway.admission.max-connections must be at least 1, is " + desired);
        }
        if (maxFiles >= 0 && maxFiles <= RESERVED_FILES) {
            throw new IllegalArgumentException("the limit of open files must be more than " + RESERVED_FILES
                    + " for a gateway, is " + maxFiles + " (ulimit -n)");
        }
        return new ConnectionCap(maxFiles < 0 ? desired : (int) Math.min(desired, maxFiles - RESERVED_FILES), wanted);
    }

    /** Whether the operator gets less than asked for. */
    public boolean isLowered() {
        return wanted.isPresent() && max < wanted.getAsInt();
    }
}
