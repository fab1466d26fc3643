package io.heliograph.gateway.subscription;

/** What made a comparison or a repair necessary; a label of metrics. */
public enum RepairTrigger {
    /** An entry came that does not follow the one before. */
    JUMP,
    /** A subscriber read from the store what the wire has not brought yet. */
    SUBSCRIBE,
    /** delivery-store asked for it. */
    NOTICE,
    /** Redis, or this pod's lease in it, had been away. */
    RECONNECT,
    /** Entries were dropped here, because an event loop did not keep up. */
    OVERLOAD,
    /** The slow comparison of everything. */
    SWEEP
}
