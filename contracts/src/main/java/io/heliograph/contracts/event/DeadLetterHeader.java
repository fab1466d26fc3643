package io.heliograph.contracts.event;

/** The headers that a dead letter carries beside its original ones, docs/events.md §6. */
public final class DeadLetterHeader {
    /** A {@link io.heliograph.contracts.protocol.ProblemCode}'s wire name. */
    public static final String ERROR_CODE = "heliograph-error-code";
    /** JSON Pointer (RFC 6901) into the data, or {@code /attributes/<name>}. */
    public static final String ERROR_POINTER = "heliograph-error-pointer";
    /** The remedy in a sentence. */
    public static final String HINT = "heliograph-hint";

    public static final String REASON = "dead-letter-reason";
    public static final String TOPIC = "dead-letter-topic";
    public static final String PARTITION = "dead-letter-partition";
    public static final String OFFSET = "dead-letter-offset";

    private DeadLetterHeader() {}
}
