package io.heliograph.document.announcing;

import io.heliograph.document.log.LogUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Changes that have to be told of. What was appended to the log is pending in the same transaction, so no process that ends takes a change with it. Its methods block, and throw a
 * {@link LogUnavailableException} when PostgreSQL is away; they are safe for concurrent use, also by several processes.
 */
public interface ChangeOutbox {
    /** What one call hands over at most. */
    int MAX_BATCH = 500;

    /**
     * Makes a change of what is pending of each document: of one that rests, and of one that does not in long.
     *
     * @param quiet how long a document has to rest
     * @param atMost how long it may go on without
     */
    void collect(Duration quiet, Duration atMost);

    /**
     * Hands changes over in their order, and forgets them when the receiver returns. When it does not they are handed over again, by whatever process comes next.
     *
     * @return how many; none while another process does so
     */
    int relay(Consumer<List<DocumentChange>> receiver);
}
