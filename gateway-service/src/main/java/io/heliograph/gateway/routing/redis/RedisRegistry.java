package io.heliograph.gateway.routing.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.gateway.GatewayConfig;
import io.heliograph.gateway.routing.FieldValue;
import io.heliograph.gateway.routing.HashField;
import io.heliograph.gateway.routing.LeaseTiming;
import io.heliograph.gateway.routing.LingeringChannels;
import io.heliograph.gateway.routing.PodId;
import io.heliograph.gateway.routing.PodListener;
import io.heliograph.gateway.routing.ReconnectDelay;
import io.heliograph.gateway.routing.RegistryBook;
import io.heliograph.gateway.routing.Routes;
import io.heliograph.gateway.routing.UserConnections;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.ClientProxy;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** This pod in Redis: its lease, its routes, its connections, and what arrives for it. Calls from any thread are handed to one event loop, which owns all state. */
@Singleton
final class RedisRegistry implements Routes, UserConnections {
    private static final Logger LOG = Logger.getLogger(RedisRegistry.class);
    private static final FieldValue ROUTE = new FieldValue(null, Duration.ofHours(1));
    private static final Duration CONNECTIONS_TTL = Duration.ofHours(12);
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(3);
    private static final long LINGER_CHECK_MILLIS = 1_000;
    private static final int MAX_PENDING_REMOVALS = 100_000;
    /** After draining has closed the connections, before Quarkus ends Vert.x. */
    private static final int LATE = 5_000;

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Vertx vertx;
    private final Context context;
    private final PodId pod;
    private final GatewayConfig.Routing config;
    private final MeterRegistry metrics;
    private final RegistryBook book = new RegistryBook(MAX_PENDING_REMOVALS);
    private final LingeringChannels lingering;
    private final List<Long> timers = new ArrayList<>();
    private @Nullable RegistryLink link;

    @Inject
    RedisRegistry(Vertx vertx, PodId pod, GatewayConfig config, MeterRegistry metrics) {
        this(vertx, pod, config.routing(), metrics);
    }

    RedisRegistry(Vertx vertx, PodId pod, GatewayConfig.Routing config, MeterRegistry metrics) {
        this.vertx = vertx;
        this.pod = pod;
        this.config = config;
        this.metrics = metrics;
        context = vertx.getOrCreateContext();
        lingering = new LingeringChannels(config.linger());
        metrics.gauge("heliograph_registry_fields", book, RegistryBook::size);
        metrics.gauge("heliograph_registry_removals_forgotten", book, RegistryBook::forgottenRemovals);
    }

    void start(
            @Observes StartupEvent event,
            Redis configured,
            ConfiguredRedisOptions options,
            Instance<PodListener> listeners) {
        var _ = ClientProxy.unwrap(configured); // makes it, and so fills the options
        start(options.known(), listeners.stream().toList());
    }

    void start(RedisOptions options, List<PodListener> listeners) {
        var timing = new LeaseTiming(config.lease(), config.renewal());
        var link = new RegistryLink(
                vertx,
                options,
                pod,
                timing,
                book,
                new PodListeners(listeners, metrics),
                new RegistryMetrics(metrics),
                new ReconnectDelay(RandomGenerator.getDefault()),
                System::nanoTime);
        context.runOnContext(_ -> run(link));
    }

    /** Takes this pod out of the registry, and waits for it a little. */
    void stop(@Observes @Priority(LATE) ShutdownEvent event) {
        try {
            leave().toCompletableFuture().get(LEAVE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warnf("registry.not_left pod=%s cause=%s: its entries expire by themselves", pod, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    CompletionStage<Void> leave() {
        var gone = new CompletableFuture<Void>();
        context.runOnContext(_ -> {
            timers.forEach(vertx::cancelTimer);
            link().leave().onComplete(_ -> gone.complete(null));
        });
        return gone;
    }

    @Override
    public CompletionStage<Void> hold(ChannelName channel) {
        var written = new CompletableFuture<Void>();
        context.runOnContext(_ -> {
            lingering.hold(channel);
            link().put(HashField.route(channel, pod), ROUTE, written);
        });
        return written;
    }

    @Override
    public void release(ChannelName channel) {
        context.runOnContext(_ -> lingering.release(channel, System.nanoTime()));
    }

    @Override
    public void add(Entry entry) {
        HashField field = HashField.connection(entry.user(), entry.connection());
        var value = new FieldValue(json(entry), CONNECTIONS_TTL);
        context.runOnContext(_ -> link().put(field, value));
    }

    @Override
    public void remove(String user, String connection) {
        context.runOnContext(_ -> link().remove(HashField.connection(user, connection)));
    }

    private void run(RegistryLink newLink) {
        link = newLink;
        newLink.connect();
        timers.add(vertx.setPeriodic(config.renewal().toMillis(), _ -> newLink.renew()));
        timers.add(vertx.setPeriodic(config.sweep().toMillis(), _ -> newLink.sweep()));
        timers.add(vertx.setPeriodic(
                LINGER_CHECK_MILLIS,
                _ -> lingering
                        .takeExpired(System.nanoTime())
                        .forEach(channel -> newLink.remove(HashField.route(channel, pod)))));
    }

    private RegistryLink link() {
        RegistryLink started = link;
        if (started == null) {
            throw new IllegalStateException("the registry is used once the application has started");
        }
        return started;
    }

    private String json(Entry entry) {
        Map<String, @Nullable String> members = new LinkedHashMap<>();
        members.put("pod", pod.value());
        if (entry.device() != null) {
            members.put("device", entry.device());
        }
        members.put("transport", entry.transport());
        members.put("since", entry.since().toString());
        try {
            return MAPPER.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is JSON", e);
        }
    }
}
