package io.heliograph.document;

import io.heliograph.document.announcing.Announcer;
import io.heliograph.document.log.LogUnavailableException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Tells of changed documents every second. */
@Singleton
final class Announcements {
    private static final Logger LOG = Logger.getLogger(Announcements.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("announcements").factory());
    private final Announcer announcer;
    private boolean failing;

    Announcements(Announcer announcer) {
        this.announcer = announcer;
    }

    void start(@Observes StartupEvent event) {
        var _ = timer.scheduleWithFixedDelay(this::round, 1, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void round() {
        try {
            announcer.round();
            failing = false;
        } catch (LogUnavailableException | KafkaException e) {
            if (!failing) {
                failing = true; // said once, not every second of an outage
                LOG.warnf("announcements.waiting cause=%s", e);
            }
        } catch (RuntimeException e) {
            LOG.error("announcements.failed", e); // else the timer would stop for good
        }
    }
}
