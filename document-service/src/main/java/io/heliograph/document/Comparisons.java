package io.heliograph.document;

import io.heliograph.document.catalog.Catalog;
import io.heliograph.document.editing.Rooms;
import io.heliograph.document.fanout.Wire;
import io.heliograph.document.log.LogUnavailableException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Compares open documents with the log, often while Redis is away, and gives life signs: each on a thread of its own, so that a log that does not answer keeps back no sign. Others would
 * take this process for dead, and its cursors away.
 */
@Singleton
final class Comparisons {
    private static final Logger LOG = Logger.getLogger(Comparisons.class);

    private final ScheduledExecutorService comparing = thread("comparisons");
    private final ScheduledExecutorService signing = thread("life-signs");
    private final Rooms rooms;
    private final Catalog catalog;
    private final Wire wire;
    private final Duration interval;
    private final Duration pollInterval;
    private long comparedNanos = System.nanoTime();

    @Inject
    Comparisons(Rooms rooms, Catalog catalog, Wire wire, DocumentConfig config) {
        this(
                rooms,
                catalog,
                wire,
                config.fanout().compareInterval(),
                config.fanout().pollInterval());
    }

    Comparisons(Rooms rooms, Catalog catalog, Wire wire, Duration interval, Duration pollInterval) {
        this.rooms = rooms;
        this.catalog = catalog;
        this.wire = wire;
        this.interval = interval;
        this.pollInterval = pollInterval;
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void start() {
        every(signing, interval, rooms::tick);
        every(comparing, pollInterval, this::compare);
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    void stop() {
        signing.shutdownNow();
        comparing.shutdownNow();
    }

    private void compare() {
        boolean due = System.nanoTime() - comparedNanos >= interval.toNanos();
        if (due) {
            comparedNanos = System.nanoTime();
            tellAudience();
        }
        if (due || !wire.isUp()) {
            rooms.compare();
        }
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name(name).factory());
    }

    private static void every(ScheduledExecutorService timer, Duration delay, Runnable action) {
        var _ = timer.scheduleWithFixedDelay(
                () -> attempt(action), delay.toMillis(), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("comparison.failed", e); // else the timer would stop for good
        }
    }

    private void tellAudience() {
        try {
            catalog.seen(rooms.pod(), rooms.editors());
        } catch (LogUnavailableException _) {
            // Said again the next time.
        }
    }
}
