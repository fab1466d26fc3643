package io.heliograph.feed.page;

/**
 * How many activities of a timeline are newer than the newest that its user has seen.
 *
 * @param count at most {@value #MAX}
 * @param more whether there are more than that
 */
public record Unseen(int count, boolean more) {
    public static final int MAX = 100;

    /** @param counted as far as it was counted */
    public static Unseen of(int counted) {
        return new Unseen(Math.min(counted, MAX), counted > MAX);
    }

    /** docs/protocol.md §10.4. */
    public String json() {
        return more ? "{\"unseen\":" + count + ",\"more\":true}" : "{\"unseen\":" + count + "}";
    }
}
