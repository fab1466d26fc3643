package io.heliograph.gateway.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells {@code heliograph.connections} what happens to connections. Never blocks and never fails: what cannot be written is buffered, then dropped and counted. Safe for concurrent use. */
public interface ConnectionEvents {
    /** The hello was accepted. {@code resumed} when it brought a position. */
    void opened(ConnectionFacts connection, boolean resumed);

    /** Still here, after the registry was lost or events were dropped. */
    void announced(ConnectionFacts connection);

    /** The person at it became idle, or active again. */
    void activity(ConnectionFacts connection, boolean idle);

    void closed(ConnectionFacts connection, ClosingFacts closing);

    record ConnectionFacts(
            String connection,
            String user,
            @Nullable String device,
            String transport,
            @Nullable String client,
            Instant openedAt) {}

    /** @param initiator {@code server}, {@code client} or {@code network} */
    record ClosingFacts(
            int code,
            String reason,
            String initiator,
            long sentFrames,
            long receivedFrames,
            long sentBytes,
            int channels) {}
}
