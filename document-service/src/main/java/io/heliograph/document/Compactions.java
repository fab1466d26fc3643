package io.heliograph.document;

import io.heliograph.document.compaction.GrownDocuments;
import io.heliograph.document.compaction.postgres.PostgresCompaction;
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

/** Compacts documents that have grown, one after the other, and looks for old updates now and then. */
@Singleton
final class Compactions {
    private static final Logger LOG = Logger.getLogger(Compactions.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(10);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("compactions").factory());
    private final GrownDocuments grown;
    private final PostgresCompaction compaction;

    Compactions(GrownDocuments grown, PostgresCompaction compaction) {
        this.grown = grown;
        this.compaction = compaction;
    }

    void start(@Observes StartupEvent event) {
        every(INTERVAL, () -> grown.takeDue().forEach(document -> attempt(() -> compaction.compact(document))));
        every(SWEEP_INTERVAL, () -> attempt(compaction::sweep));
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void every(Duration interval, Runnable action) {
        var _ = timer.scheduleWithFixedDelay(action, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What fails here is due again when the document grows. */
    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (LogUnavailableException _) {
            LOG.warn("compaction.postponed");
        } catch (RuntimeException e) {
            LOG.error("compaction.failed", e); // else the timer would stop for good
        }
    }
}
