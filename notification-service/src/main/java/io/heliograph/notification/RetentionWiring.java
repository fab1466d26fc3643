package io.heliograph.notification;

import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.retention.RetentionPolicy;
import io.heliograph.notification.retention.postgres.RetentionStore;
import io.heliograph.notification.round.RoundLoop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Builds the deleting of what inboxes keep no longer from the configuration; starts and ends it. */
final class RetentionWiring {
    private static final String LOOP = "retention";
    /** How often a process looks whether the next pass is due; the pause between passes is kept in PostgreSQL. */
    private static final Duration LOOK = Duration.ofMinutes(1);
    /** A step takes milliseconds, beside which an inbox is read and written as ever. */
    private static final RetentionStore.Size STEP = new RetentionStore.Size(100, 500);

    @Produces
    @Singleton
    @Identifier(LOOP)
    RoundLoop loop(Pool pool, MeterRegistry registry, InstantSource clock, NotificationConfig config) {
        NotificationConfig.Retention retention = config.retention();
        Duration timeout = config.store().timeout();
        RetentionStore store = new RetentionStore(
                new Database(pool, timeout),
                new RetentionPolicy(retention.age(), retention.perUser()),
                retention.interval(),
                STEP);
        Counter deleted = registry.counter("heliograph.notifications.deleted");
        return new RoundLoop(
                LOOP,
                () -> {
                    RetentionStore.Step step = store.step(clock.instant());
                    deleted.increment(step.deleted());
                    return step.more();
                },
                LOOK,
                timeout);
    }

    void start(@Observes StartupEvent event, @Identifier(LOOP) RoundLoop loop) {
        loop.start();
    }

    /** Before the beans it uses are destroyed. */
    void stop(@Observes ShutdownEvent event, @Identifier(LOOP) RoundLoop loop) {
        loop.close();
    }
}
