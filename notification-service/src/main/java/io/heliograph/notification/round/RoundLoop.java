package io.heliograph.notification.round;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Runs rounds on a thread of its own: at once after a full one, otherwise after a pause. */
public final class RoundLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RoundLoop.class);

    private final String name;
    private final BooleanSupplier round;
    private final Duration pause;
    private final Duration patience;
    private final Runnable onClosed;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private boolean failing;

    /**
     * @param name of the thread, and in logs
     * @param round says whether there may be more to do at once
     * @param patience how long closing waits for the round that is under way
     * @param onClosed gives back what rounds needed
     */
    public RoundLoop(String name, BooleanSupplier round, Duration pause, Duration patience, Runnable onClosed) {
        this.name = name;
        this.round = round;
        this.pause = pause;
        this.patience = patience;
        this.onClosed = onClosed;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    /** Of rounds that nothing is to be given back for. */
    public RoundLoop(String name, BooleanSupplier round, Duration pause, Duration patience) {
        this(name, round, pause, patience, () -> {});
    }

    public String name() {
        return name;
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
        onClosed.run();
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
                LOG.infof("%s.recovered", name);
            }
            failing = false;
            return more;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warnf(e, "%s.waits", name); // one line for an outage, not one for each round
            }
            failing = true;
            return false;
        }
    }
}
