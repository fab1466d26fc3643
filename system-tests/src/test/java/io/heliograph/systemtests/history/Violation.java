package io.heliograph.systemtests.history;

/**
 * A rule that the run broke.
 *
 * @param story what was seen, in a sentence that names channel, offset and device
 */
public record Violation(Rule rule, String story) {

    /** The rules, each of which a bad history of {@code HistoryCheckerTest} breaks. */
    public enum Rule {
        /** Acknowledged by Kafka and stored nowhere. */
        LOST,
        /** Stored, but nobody published it. */
        UNEXPECTED,
        /** One event at two offsets of a channel. */
        STORED_TWICE,
        /** The offsets of a channel have a hole or begin elsewhere than at 1. */
        NOT_DENSE,
        /** What one producer published to one channel in order is stored in another order. */
        STORED_OUT_OF_ORDER,
        /** A connection received something else than what is stored at that offset. */
        DIFFERENT_CONTENT,
        /** A connection received an offset while an earlier one was unaccounted for. */
        WRITTEN_WITH_A_GAP,
        /** A subscription was reset in a run in which nothing justifies it. */
        RESET,
        /** A device's application was given an offset again. */
        APPLIED_TWICE,
        /** A device's application was given an offset before an earlier one. */
        APPLIED_OUT_OF_ORDER,
        /** A device's application was never given an offset. */
        NOT_APPLIED
    }
}
