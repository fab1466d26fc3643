package io.heliograph.document;

import io.heliograph.document.catalog.Catalog;
import io.heliograph.document.editing.Rooms;
import io.heliograph.document.fanout.redis.RedisWire;
import io.heliograph.document.log.LogUnavailableException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Compares open documents with the log, often while Redis is away, and gives life signs. */
@Singleton
final class Comparisons {
    private static final Logger LOG = Logger.getLogger(Comparisons.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("comparisons").factory());
    private final Rooms rooms;
    private final Catalog catalog;
    private final RedisWire wire;
    private final Duration interval;
    private final Duration pollInterval;
    private long comparedNanos = System.nanoTime();

    Comparisons(Rooms rooms, Catalog catalog, RedisWire wire, DocumentConfig config) {
        this.rooms = rooms;
        this.catalog = catalog;
        this.wire = wire;
        this.interval = config.fanout().compareInterval();
        this.pollInterval = config.fanout().pollInterval();
    }

    void start(@Observes StartupEvent event) {
        var _ = timer.scheduleWithFixedDelay(
                this::compare, pollInterval.toMillis(), pollInterval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void compare() {
        try {
            boolean due = System.nanoTime() - comparedNanos >= interval.toNanos();
            if (due) {
                comparedNanos = System.nanoTime();
                rooms.tick();
                tellAudience();
            }
            if (due || !wire.isUp()) {
                rooms.compare();
            }
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
