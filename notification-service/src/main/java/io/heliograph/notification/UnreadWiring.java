package io.heliograph.notification;

import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.inbox.postgres.InboxStore;
import io.heliograph.notification.publishing.kafka.AcknowledgedProducer;
import io.heliograph.notification.round.RoundLoop;
import io.heliograph.notification.unread.UnreadRound;
import io.heliograph.notification.unread.kafka.UnreadWriter;
import io.heliograph.notification.unread.micrometer.UnreadMetrics;
import io.heliograph.notification.unread.postgres.UnreadStore;
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

/** Builds the telling of unread counts from the configuration; starts and ends it. */
final class UnreadWiring {
    private static final String LOOP = "unread";

    @Produces
    @Singleton
    UnreadStore due(Pool pool, NotificationConfig config) {
        Duration timeout = config.store().timeout();
        // Telling takes, after the lease has begun: PostgreSQL's answer, a count and an acknowledgement.
        Duration lease = config.publishing().timeout().plus(timeout).multipliedBy(2);
        return new UnreadStore(
                new Database(pool, timeout), lease, config.unread().retry());
    }

    @Produces
    @Singleton
    @Identifier(LOOP)
    RoundLoop loop(
            UnreadStore due,
            InboxStore store,
            AcknowledgedProducer producer,
            MeterRegistry registry,
            InstantSource clock,
            NotificationConfig config) {
        Duration publishWithin = config.publishing().timeout();
        UnreadRound.Ports ports = new UnreadRound.Ports(
                due,
                store::countUnread,
                new UnreadWriter(producer, publishWithin)::publish,
                new UnreadMetrics(registry));
        return new RoundLoop(
                LOOP, new UnreadRound(ports, clock)::run, config.unread().interval(), publishWithin);
    }

    void start(@Observes StartupEvent event, @Identifier(LOOP) RoundLoop loop) {
        loop.start();
    }

    /** Before the beans it uses are destroyed. */
    void stop(@Observes ShutdownEvent event, @Identifier(LOOP) RoundLoop loop) {
        loop.close();
    }
}
