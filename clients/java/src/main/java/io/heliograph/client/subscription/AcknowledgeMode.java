package io.heliograph.client.subscription;

/** Who decides that a message is applied. */
public enum AcknowledgeMode {
    /** The client, when the listener has returned. */
    AUTOMATIC,
    /** The application, by acknowledging a position. */
    MANUAL,
    /** Nobody: without a device no acknowledgement counts (docs/protocol.md §3.1). */
    NEVER
}
