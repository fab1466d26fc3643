package io.heliograph.feed.fanout;

/**
 * Whether a feed's activities are written to its followers' timelines or merged into them when they are read. The two bounds lie apart, so that a feed of
 * about that size does not change its way with each follower.
 *
 * @param mergeAbove with more followers, merge
 * @param writeBelow with fewer, write again
 */
public record FanOutPolicy(int mergeAbove, int writeBelow) {
    public FanOutPolicy {
        if (writeBelow < 1 || mergeAbove < writeBelow) {
            throw new IllegalArgumentException(
                    "feed.fan-out.write-below (%d) must be at least 1 and at most feed.fan-out.merge-above (%d)"
                            .formatted(writeBelow, mergeAbove));
        }
    }

    /** @param merging how it was until now */
    public boolean merges(boolean merging, long followers) {
        return merging ? followers >= writeBelow : followers > mergeAbove;
    }
}
