package io.heliograph.notification;

import io.heliograph.notification.email.EmailRound;
import io.heliograph.notification.email.kafka.EmailWriter;
import io.heliograph.notification.email.micrometer.EmailMetrics;
import io.heliograph.notification.email.postgres.EmailStore;
import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.publishing.kafka.AcknowledgedProducer;
import io.heliograph.notification.push.Acknowledgements;
import io.heliograph.notification.push.PushBackoff;
import io.heliograph.notification.push.http.StoreClient;
import io.heliograph.notification.push.http.StoreDeliveries;
import io.heliograph.notification.push.redis.RedisRegistry;
import io.heliograph.notification.round.RoundLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Builds the asking for e-mails from the configuration; starts and ends it. */
final class EmailWiring {
    private static final String LOOP = "email";

    @Produces
    @Singleton
    EmailStore outbox(Pool pool, NotificationConfig config) {
        return new EmailStore(new Database(pool, config.store().timeout()));
    }

    /** Not to be started when nobody sends e-mails. */
    @Produces
    @Singleton
    @Identifier(LOOP)
    RoundLoop loop(
            EmailStore outbox,
            KafkaClients kafka,
            Redis redis,
            MeterRegistry registry,
            InstantSource clock,
            NotificationConfig config) {
        Duration publishWithin = config.publishing().timeout();
        if (!config.email().enabled()) {
            return new RoundLoop(LOOP, () -> false, config.email().interval(), publishWithin);
        }
        PushConfig push = config.push();
        StoreClient store = PushWiring.store(config.history());
        EmailWriter writer = new EmailWriter(new AcknowledgedProducer(kafka.producer()), publishWithin);
        EmailRound.Ports ports = new EmailRound.Ports(
                outbox,
                new Acknowledgements(
                        new StoreDeliveries(store),
                        new RedisRegistry(redis, push.registryYoungFor(), push.registryTimeout())),
                writer::publish,
                new EmailMetrics(registry));
        EmailRound round =
                new EmailRound(ports, new PushBackoff(push.retryMin(), push.retryMax()), push.lease(), clock);
        return new RoundLoop(LOOP, round::run, config.email().interval(), publishWithin, () -> {
            store.close();
            writer.close();
        });
    }

    void start(@Observes StartupEvent event, @Identifier(LOOP) RoundLoop loop, NotificationConfig config) {
        if (config.email().enabled()) {
            loop.start();
        }
    }

    /** Before the beans it uses are destroyed. */
    void stop(@Observes ShutdownEvent event, @Identifier(LOOP) RoundLoop loop) {
        loop.close();
    }
}
