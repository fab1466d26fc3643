package io.heliograph.notification.unread;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Runs rounds on a thread of its own: at once after a full one, otherwise after a pause. */
public final class UnreadLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(UnreadLoop.class);

    private final BooleanSupplier round;
    private final Duration pause;
    private final Duration patience;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("unread").unstarted(this::run);
    private boolean failing;

    /**
     * @param round says whether there may be more to do at once
     * @param patience how long closing waits for the round that is under way
     */
    public UnreadLoop(BooleanSupplier round, Duration pause, Duration patience) {
        this.round = round;
        this.pause = pause;
        this.patience = patience;
    }

    public void start() {
        thread.start();
    }

    /** False only when a defect ended it. */
    public boolean isAlive() {
        return thread.getState() != Thread.State.TERMINATED || closing.getCount() == 0;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join(patience);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing.await(more() ? 0 : pause.toMillis(), TimeUnit.MILLISECONDS)) {
                // The condition does the work.
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean more() {
        try {
            boolean more = round.getAsBoolean();
            if (failing) {
                LOG.info("unread.recovered");
            }
            failing = false;
            return more;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("unread.waits", e); // one line for an outage, not one for each round
            }
            failing = true;
            return false;
        }
    }
}
