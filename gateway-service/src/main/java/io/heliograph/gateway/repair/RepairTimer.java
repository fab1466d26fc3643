package io.heliograph.gateway.repair;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** One thread that starts comparisons and repeats questions; it never waits for an answer. Safe for concurrent use. */
public final class RepairTimer implements Later, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RepairTimer.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("repair").daemon().factory());

    @Override
    public void schedule(Duration delay, Runnable task) {
        // A scheduler keeps what a task throws to itself.
        var _ = timer.schedule(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOG.error("repair.failed", e);
                    }
                },
                delay.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
