package io.heliograph.document.connection.websocket;

import io.heliograph.document.editing.CloseCode;

/** An open socket. Safe for concurrent use. */
interface Connection {
    /** @param reason for the client: without secrets and payloads */
    void close(CloseCode code, String reason);
}
