package io.heliograph.gateway.admission;

/**
 * How many connections this process may hold.
 *
 * @param max at least 1
 * @param wanted what the configuration asks for
 */
public record ConnectionCap(int max, int wanted) {
    /** Files that the process needs for everything that is no connection of a client. */
    static final int RESERVED_FILES = 512;

    /**
     * Keeps what is wanted below the limit of open files, with which a process that passes it stops accepting anything.
     *
     * @param maxFiles the limit of open files of this process; negative when it is not known
     */
    public static ConnectionCap of(int wanted, long maxFiles) {
        if (wanted < 1) {
            throw new IllegalArgumentException("gateway.admission.max-connections must be at least 1, is " + wanted);
        }
        if (maxFiles >= 0 && maxFiles <= RESERVED_FILES) {
            throw new IllegalArgumentException("the limit of open files must be more than " + RESERVED_FILES
                    + " for a gateway, is " + maxFiles + " (ulimit -n)");
        }
        return new ConnectionCap(maxFiles < 0 ? wanted : (int) Math.min(wanted, maxFiles - RESERVED_FILES), wanted);
    }

    public boolean isLowered() {
        return max < wanted;
    }
}
