package io.heliograph.client.connection;

/** The states of a client, docs/protocol.md §5.4. */
public enum ConnectionState {
    /** Not asked to connect yet. */
    IDLE,
    /** From the request for a token until the server's {@code welcome}. */
    CONNECTING,
    /** {@code welcome} came. */
    CONNECTED,
    /** Until the next attempt. */
    WAITING,
    /** For good: by the application, or because the server refused. */
    CLOSED
}
