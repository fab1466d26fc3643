package io.heliograph.document.editing;

import io.heliograph.document.access.Access;
import java.time.Instant;

/** A connection to one document. It sends one message at a time: the next one comes after {@link #next()}. */
public interface Editor {
    String user();

    Access access();

    /** When its token was issued: a revocation tells up to when. */
    Instant issuedAt();

    /** Sends a message that all editors share, or closes when the editor does not keep up. Never blocks. */
    void send(byte[] message);

    /** Sends what the editor asked for, however large; its next message waits until it was written. */
    void answer(byte[] message);

    /** @param reason for the client: without secrets and payloads */
    void close(CloseCode code, String reason);

    /** Lets the next message come. */
    void next();
}
