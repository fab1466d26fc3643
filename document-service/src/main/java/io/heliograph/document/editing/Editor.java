package io.heliograph.document.editing;

import io.heliograph.document.access.Access;
import java.time.Instant;

/** A connection to one document. It sends one message at a time: the next one comes after {@link #next()}, or after {@link #close} when it has other documents. */
public interface Editor {
    String user();

    Access access();

    /** When its token was issued: a revocation tells up to when. */
    Instant issuedAt();

    /**
     * It is in.
     *
     * @param question for what the service lacks
     */
    void welcome(byte[] question);

    /** Sends a message that all editors share, or closes when the editor does not keep up. Never blocks. */
    void send(byte[] message);

    /**
     * Sends what the editor asked for, however large; its next message waits until it was written.
     *
     * @param question for what the service lacks, for those who were not asked at once
     */
    void answer(byte[] message, byte[] question);

    /** What one of its updates brought is in the log. Told once for each update, in any order. */
    void saved();

    /**
     * One of its updates waits for what it builds on.
     *
     * @param question for what the service lacks
     */
    void held(byte[] question);

    /** One of its updates is not taken, and the editor stays. */
    void refused(String reason);

    /** @param reason for the client: without secrets and payloads */
    void close(CloseCode code, String reason);

    /** Lets the next message come. */
    void next();
}
