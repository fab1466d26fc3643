package io.heliograph.document.announcing;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells of changes: what waits first, and new ones only when nothing waits any more. So the outbox stays as small as the number of documents while the receiver is away, and one
 * event tells of all that happened meanwhile.
 */
public final class Announcer {
    private final ChangeOutbox outbox;
    private final Consumer<List<DocumentChange>> receiver;
    private final Duration quiet;
    private final Duration atMost;

    public Announcer(ChangeOutbox outbox, Consumer<List<DocumentChange>> receiver, Duration quiet, Duration atMost) {
        if (quiet.isNegative() || quiet.compareTo(atMost) > 0) {
            throw new IllegalArgumentException(
                    "document.announcing.quiet (%s) must not be longer than document.announcing.at-most (%s)"
                            .formatted(quiet, atMost));
        }
        this.outbox = outbox;
        this.receiver = receiver;
        this.quiet = quiet;
        this.atMost = atMost;
    }

    /** One round. Blocks; what the outbox or the receiver throws ends it, and the next round goes on. */
    public void round() {
        relayAll();
        outbox.collect(quiet, atMost);
        relayAll();
    }

    private void relayAll() {
        int relayed;
        do {
            relayed = outbox.relay(receiver);
        } while (relayed == ChangeOutbox.MAX_BATCH);
    }
}
