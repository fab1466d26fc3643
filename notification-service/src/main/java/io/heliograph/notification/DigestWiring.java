package io.heliograph.notification;

import io.heliograph.notification.decision.postgres.RecipientDecisions;
import io.heliograph.notification.digest.DigestRound;
import io.heliograph.notification.digest.DigestWriter;
import io.heliograph.notification.digest.micrometer.DigestMetrics;
import io.heliograph.notification.digest.postgres.DigestInboxStore;
import io.heliograph.notification.digest.postgres.DigestStore;
import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.inbox.postgres.InboxStore;
import io.heliograph.notification.preferences.Categories;
import io.heliograph.notification.publishing.kafka.PublicationWriter;
import io.heliograph.notification.round.RoundLoop;
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

/** Builds the making of digests from the configuration; starts and ends it. */
final class DigestWiring {
    private static final String LOOP = "digest";
    /** More statements than a digest takes. */
    private static final int STATEMENTS = 12;

    @Produces
    @Singleton
    @Identifier(LOOP)
    RoundLoop loop(
            Pool pool,
            InboxStore inbox,
            RecipientDecisions decisions,
            Categories categories,
            PublicationWriter publications,
            MeterRegistry registry,
            InstantSource clock,
            NotificationConfig config) {
        Duration publishWithin = config.publishing().timeout();
        Duration timeout = config.store().timeout();
        Duration lease = publishWithin.plus(timeout.multipliedBy(STATEMENTS));
        DigestRound.Ports ports = new DigestRound.Ports(
                new DigestStore(
                        new Database(pool, timeout), lease, config.digest().items()),
                new DigestInboxStore(inbox),
                decisions,
                events -> publications.publish(events, publishWithin),
                new DigestMetrics(registry));
        DigestRound round = new DigestRound(ports, new DigestWriter(categories), clock);
        return new RoundLoop(LOOP, round::run, config.digest().interval(), publishWithin);
    }

    void start(@Observes StartupEvent event, @Identifier(LOOP) RoundLoop loop) {
        loop.start();
    }

    /** Before the beans it uses are destroyed. */
    void stop(@Observes ShutdownEvent event, @Identifier(LOOP) RoundLoop loop) {
        loop.close();
    }
}
