package io.heliograph.notification;

import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.push.EndpointPolicy;
import io.heliograph.notification.push.PushRecord;
import io.heliograph.notification.push.PushRound;
import io.heliograph.notification.push.PushSettings;
import io.heliograph.notification.push.SubscriptionReader;
import io.heliograph.notification.push.VapidIdentity;
import io.heliograph.notification.push.http.StoreClient;
import io.heliograph.notification.push.http.StoreDeliveries;
import io.heliograph.notification.push.micrometer.PushMetrics;
import io.heliograph.notification.push.postgres.DueStore;
import io.heliograph.notification.push.postgres.ResultStore;
import io.heliograph.notification.push.postgres.SubscriptionStore;
import io.heliograph.notification.push.redis.RedisRegistry;
import io.heliograph.notification.push.webpush.WebPushService;
import io.heliograph.notification.round.RoundLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Builds Web Push from the configuration; starts and ends it. */
final class PushWiring {
    private static final Logger LOG = Logger.getLogger(PushWiring.class);
    private static final String LOOP = "push";

    @Produces
    @Singleton
    PushSettings settings(NotificationConfig config) {
        PushConfig.Vapid vapid = config.push().vapid();
        return new PushSettings(VapidIdentity.of(vapid.publicKey(), vapid.privateKey(), vapid.subject()));
    }

    @Produces
    @Singleton
    EndpointPolicy endpoints(NotificationConfig config) {
        PushConfig push = config.push();
        return new EndpointPolicy(push.endpointHosts(), push.endpointPorts(), push.developmentOrigin());
    }

    @Produces
    @Singleton
    SubscriptionReader reader(EndpointPolicy endpoints) {
        return new SubscriptionReader(endpoints);
    }

    @Produces
    @Singleton
    SubscriptionStore subscriptions(Pool pool, NotificationConfig config) {
        return new SubscriptionStore(database(pool, config));
    }

    @Produces
    @Singleton
    PushRecord record(Pool pool, NotificationConfig config) {
        return new ResultStore(database(pool, config));
    }

    /** Not to be started when Web Push is not configured. */
    @Produces
    @Singleton
    @Identifier(LOOP)
    RoundLoop loop(
            PushSettings settings,
            EndpointPolicy endpoints,
            SubscriptionStore subscriptions,
            Pool pool,
            Redis redis,
            Vertx vertx,
            MeterRegistry registry,
            InstantSource clock,
            NotificationConfig config) {
        PushConfig push = config.push();
        if (settings.identity().isEmpty()) {
            return new RoundLoop(LOOP, () -> false, push.interval(), push.timeout());
        }
        StoreClient store = store(config.history());
        WebPushService service = new WebPushService(
                vertx,
                new HttpClientOptions(),
                settings.identity().get(),
                endpoints,
                InetAddress::getAllByName,
                push.timeout(),
                clock);
        PushRound.Ports ports = new PushRound.Ports(
                new DueStore(database(pool, config)),
                subscriptions,
                new StoreDeliveries(store),
                new RedisRegistry(redis, push.registryYoungFor(), push.registryTimeout()),
                service,
                new PushMetrics(registry));
        PushRound round = new PushRound(ports, push.retryMin(), push.retryMax(), push.lease(), clock);
        return new RoundLoop(LOOP, round::run, push.interval(), push.timeout(), () -> {
            store.close();
            service.close();
        });
    }

    /** Of whoever asks what was acknowledged. */
    static StoreClient store(NotificationConfig.History history) {
        String credential = history.credential()
                .orElseThrow(() -> new IllegalArgumentException("notification.history.credential is required with"
                        + " notification.push.vapid and with notification.email.enabled"));
        return new StoreClient(history.url(), credential, history.timeout());
    }

    void start(
            @Observes StartupEvent event,
            @Identifier(LOOP) RoundLoop loop,
            PushSettings settings,
            EndpointPolicy endpoints) {
        if (settings.identity().isEmpty()) {
            return;
        }
        endpoints
                .developmentOrigin()
                .ifPresent(origin -> LOG.warnf("push.development_origin origin=%s: not for production", origin));
        loop.start();
    }

    /** Before the beans it uses are destroyed. */
    void stop(@Observes ShutdownEvent event, @Identifier(LOOP) RoundLoop loop) {
        loop.close();
    }

    private static Database database(Pool pool, NotificationConfig config) {
        return new Database(pool, config.store().timeout());
    }
}
