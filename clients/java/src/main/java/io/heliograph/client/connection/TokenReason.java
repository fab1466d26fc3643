package io.heliograph.client.connection;

/** Why the client asks for an access token, docs/protocol.md §5.5. */
public enum TokenReason {
    /** For a connection; a token that was given before may do. */
    CONNECT,
    /** The last one expired, or soon will. */
    EXPIRED,
    /** The server refused the last one: giving it again is of no use. */
    REJECTED
}
