package io.heliograph.gateway;

import com.sun.management.UnixOperatingSystemMXBean;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.gateway.admission.Admission;
import io.heliograph.gateway.admission.AllowedOrigins;
import io.heliograph.gateway.admission.ConnectionCap;
import io.heliograph.gateway.admission.HandshakeBucket;
import io.heliograph.gateway.authentication.Authenticator;
import io.heliograph.gateway.authentication.ChannelAccess;
import io.heliograph.gateway.connection.ClientPublishing;
import io.heliograph.gateway.connection.ConnectionServices;
import io.heliograph.gateway.connection.ConnectionSettings;
import io.heliograph.gateway.connection.FrameRate;
import io.heliograph.gateway.connection.KeepAlive;
import io.heliograph.gateway.connection.LocalConnections;
import io.heliograph.gateway.connection.websocket.WebSocketFrameEncoder;
import io.heliograph.gateway.draining.DrainPlan;
import io.heliograph.gateway.draining.Draining;
import io.heliograph.gateway.fanout.Fanout;
import io.heliograph.gateway.fanout.GatewayLoop;
import io.heliograph.gateway.fanout.GatewayLoops;
import io.heliograph.gateway.fanout.LoopFanout;
import io.heliograph.gateway.history.History;
import io.heliograph.gateway.lifecycle.Acknowledgements;
import io.heliograph.gateway.lifecycle.ConnectionEvents;
import io.heliograph.gateway.lifecycle.EventsDropped;
import io.heliograph.gateway.metrics.ConnectionMetrics;
import io.heliograph.gateway.metrics.DeliveryMetrics;
import io.heliograph.gateway.outbound.FlushSchedule;
import io.heliograph.gateway.outbound.FrameEncoder;
import io.heliograph.gateway.outbound.OutboundLimits;
import io.heliograph.gateway.publishing.EventIntake;
import io.heliograph.gateway.publishing.EventPublisher;
import io.heliograph.gateway.repair.Comparison;
import io.heliograph.gateway.repair.GapFetcher;
import io.heliograph.gateway.repair.Later;
import io.heliograph.gateway.repair.PodInbox;
import io.heliograph.gateway.repair.RepairTimer;
import io.heliograph.gateway.repair.SweepIntervals;
import io.heliograph.gateway.routing.PodId;
import io.heliograph.gateway.routing.PodListener;
import io.heliograph.gateway.routing.Routes;
import io.heliograph.gateway.routing.UserConnections;
import io.heliograph.gateway.subscription.DeliveryEncoder;
import io.heliograph.gateway.subscription.LocalChannels;
import io.heliograph.gateway.subscription.LoopStreams;
import io.heliograph.gateway.subscription.StreamContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Builds the features from the configuration and from the adapters. */
@ApplicationScoped
class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);

    /** Safe for concurrent use. */
    private static final RandomGenerator RANDOM =
            () -> ThreadLocalRandom.current().nextLong();

    /** What the configuration decides is made here, so that a wrong value stops the start. */
    void start(@Observes StartupEvent event, Admission admission, Draining draining, Comparison comparison) {
        comparison.start();
        LOG.infof("gateway.started max_connections=%d", admission.maxConnections());
    }

    /** Before the framework closes any socket; the end waits for it. */
    void stop(@Observes ShutdownDelayInitiatedEvent event, Draining draining) throws InterruptedException {
        draining.drain();
    }

    @Produces
    @Singleton
    ChannelKinds kinds(GatewayConfig config) {
        return ChannelKinds.load(config.kindsFile());
    }

    @Produces
    @Singleton
    ChannelAccess access(ChannelKinds kinds) {
        return new ChannelAccess(kinds);
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    PodId podId(GatewayConfig config) {
        return PodId.draw(config.routing().podName(), new SecureRandom());
    }

    @Produces
    @Singleton
    EventIntake eventIntake(ChannelAccess access, ChannelKinds kinds) {
        return new EventIntake(access, kinds, new EventSchemas());
    }

    void announce(@Observes EventsDropped event, LocalConnections connections) {
        connections.announceAll();
    }

    @Produces
    @Singleton
    FrameEncoder frameEncoder() {
        return new WebSocketFrameEncoder();
    }

    @Produces
    @Singleton
    DeliveryEncoder deliveryEncoder(FrameEncoder frames, InstantSource clock) {
        return new DeliveryEncoder(frames, clock);
    }

    @Produces
    @Singleton
    DeliveryMetrics deliveryMetrics(MeterRegistry registry) {
        return new DeliveryMetrics(registry);
    }

    @Produces
    @Singleton
    ConnectionMetrics connectionMetrics(MeterRegistry registry) {
        return new ConnectionMetrics(registry);
    }

    @Produces
    @Singleton
    LocalChannels localChannels(Routes routes) {
        return new LocalChannels(routes);
    }

    /** The fetcher is looked up when a loop is first used: it needs the fan-out, and that the loops. */
    @Produces
    @Singleton
    GatewayLoops loops(
            LocalChannels localChannels,
            History history,
            Instance<GapFetcher> fetcher,
            DeliveryEncoder encoder,
            DeliveryMetrics metrics,
            InstantSource clock) {
        return new GatewayLoops((number, executor) -> {
            var flushes = new FlushSchedule(executor);
            var context = new StreamContext(
                    executor,
                    (delay, task) -> schedule(executor, delay, task),
                    new LoopFanout(executor, flushes, metrics, clock),
                    history,
                    fetcher.get(),
                    encoder,
                    metrics,
                    RANDOM);
            return new GatewayLoop(number, executor, new LoopStreams(number, localChannels, context), flushes);
        });
    }

    private static void schedule(Executor loop, Duration delay, Runnable task) {
        if (!(loop instanceof EventLoop eventLoop)) {
            throw new IllegalArgumentException("connections live on Netty's event loops, not on " + loop);
        }
        var _ = eventLoop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Produces
    @Singleton
    Fanout fanout(GatewayLoops loops, LocalChannels localChannels, DeliveryEncoder encoder, DeliveryMetrics metrics) {
        return new Fanout(loops, localChannels, encoder, metrics);
    }

    @Produces
    @Singleton
    RepairTimer repairTimer() {
        return new RepairTimer();
    }

    void stopRepairTimer(@Disposes RepairTimer timer) {
        timer.close();
    }

    @Produces
    @Singleton
    GapFetcher gapFetcher(History history, LocalChannels localChannels, Fanout fanout, Later later) {
        return new GapFetcher(history, localChannels, fanout, later, RANDOM);
    }

    @Produces
    @Singleton
    Comparison comparison(
            GatewayConfig config,
            History history,
            LocalChannels localChannels,
            Fanout fanout,
            DeliveryMetrics metrics,
            Later later) {
        var intervals =
                new SweepIntervals(config.repair().sweep(), config.repair().sweepWithoutRedis());
        return new Comparison(history, localChannels, fanout, intervals, metrics, later, RANDOM);
    }

    /** Behind a proxy: the adapter that calls it also holds the routes, which it needs itself. */
    @Produces
    @ApplicationScoped
    PodListener podListener(Fanout fanout, Comparison comparison, LocalConnections connections) {
        return new PodInbox(fanout, comparison, connections::announceAll);
    }

    @Produces
    @Singleton
    LocalConnections localConnections(ConnectionEvents events, UserConnections userConnections) {
        return new LocalConnections(events, userConnections);
    }

    @Produces
    @Singleton
    ConnectionServices connectionServices(
            GatewayConfig config,
            Authenticator authenticator,
            ChannelAccess access,
            ChannelKinds kinds,
            EventPublisher publisher,
            Acknowledgements acknowledgements,
            LocalConnections connections,
            FrameEncoder encoder,
            ConnectionMetrics connectionMetrics,
            DeliveryMetrics deliveryMetrics,
            InstantSource clock) {
        return new ConnectionServices(
                settings(config),
                authenticator,
                access,
                new ClientPublishing(access, kinds, publisher, clock),
                acknowledgements,
                connections,
                encoder,
                connectionMetrics,
                deliveryMetrics,
                clock,
                System::nanoTime);
    }

    private static ConnectionSettings settings(GatewayConfig config) {
        GatewayConfig.Connection connection = config.connection();
        return new ConnectionSettings(
                new KeepAlive(connection.pingInterval(), connection.idleTimeout()),
                connection.helloTimeout(),
                new FrameRate(connection.framesPerSecond(), connection.frameBurst()),
                new OutboundLimits(
                        config.outbound().maxFrames(), config.outbound().maxBytes()));
    }

    /** Depends on the connections' settings only so that they are checked at the start, too. */
    @Produces
    @Singleton
    Admission admission(GatewayConfig config, ConnectionServices checked) {
        GatewayConfig.Admission admission = config.admission();
        var cap = ConnectionCap.of(admission.maxConnections(), maxFiles());
        if (cap.isLowered()) {
            LOG.warnf(
                    "gateway.admission.lowered max_connections=%d wanted=%d: raise the limit of open files (ulimit -n)",
                    cap.max(), cap.wanted());
        }
        return new Admission(
                cap,
                new HandshakeBucket(admission.handshakesPerSecond(), admission.handshakeBurst(), System.nanoTime()),
                new AllowedOrigins(config.connection().allowedOrigins()),
                System::nanoTime);
    }

    private static long maxFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : -1;
    }

    @Produces
    @Singleton
    Draining draining(GatewayConfig config, Admission admission, LocalConnections connections) {
        var plan = new DrainPlan(config.draining().window(), config.draining().grace());
        return new Draining(admission, connections, plan, RANDOM);
    }
}
