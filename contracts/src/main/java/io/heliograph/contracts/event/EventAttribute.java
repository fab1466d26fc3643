package io.heliograph.contracts.event;

/** The extension attributes of CloudEvents that Heliograph gives a meaning, docs/events.md §4. On Kafka each is a header with the prefix {@code ce_}. */
public final class EventAttribute {
    public static final String CHANNEL = "channel";
    /** On {@code heliograph.signals}: a {@link io.heliograph.contracts.channel.Durability}'s wire name. */
    public static final String DURABILITY = "durability";
    /** The key of a latest value. */
    public static final String STATE_KEY = "statekey";
    /** Which receipts the producer wants: {@code all}, {@code failed} (if left out) or {@code none}. */
    public static final String RECEIPT = "receipt";

    public static final String COLLAPSE_KEY = "collapsekey";
    public static final String EXPIRY_TIME = "expirytime";
    public static final String PRIORITY = "priority";
    public static final String TRACEPARENT = "traceparent";

    /** The Kafka key of an event that is no publication and no signal. */
    public static final String PARTITION_KEY = "partitionkey";

    private EventAttribute() {}
}
