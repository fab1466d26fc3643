package io.heliograph.gateway;

import com.sun.management.UnixOperatingSystemMXBean;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.gateway.admission.Admission;
import io.heliograph.gateway.admission.AllowedOrigins;
import io.heliograph.gateway.admission.ConnectionCap;
import io.heliograph.gateway.admission.HandshakeBucket;
import io.heliograph.gateway.authentication.Authenticator;
import io.heliograph.gateway.authentication.ChannelAccess;
import io.heliograph.gateway.connection.ClientHistory;
import io.heliograph.gateway.connection.ClientPublishing;
import io.heliograph.gateway.connection.ConnectionServices;
import io.heliograph.gateway.connection.ConnectionSettings;
import io.heliograph.gateway.connection.FrameRate;
import io.heliograph.gateway.connection.KeepAlive;
import io.heliograph.gateway.connection.LocalConnections;
import io.heliograph.gateway.draining.DrainPlan;
import io.heliograph.gateway.draining.Draining;
import io.heliograph.gateway.history.History;
import io.heliograph.gateway.history.KindHistory;
import io.heliograph.gateway.lifecycle.Acknowledgements;
import io.heliograph.gateway.lifecycle.ConnectionEvents;
import io.heliograph.gateway.membership.MembershipQueue;
import io.heliograph.gateway.membership.Memberships;
import io.heliograph.gateway.metrics.ConnectionMetrics;
import io.heliograph.gateway.metrics.DeliveryMetrics;
import io.heliograph.gateway.metrics.SignalMetrics;
import io.heliograph.gateway.outbound.FrameEncoder;
import io.heliograph.gateway.outbound.OutboundLimits;
import io.heliograph.gateway.publishing.EventPublisher;
import io.heliograph.gateway.routing.PodId;
import io.heliograph.gateway.routing.UserConnections;
import io.heliograph.gateway.signal.PodWire;
import io.heliograph.gateway.signal.SignalFanout;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Builds what connections live by: who is admitted, what they work with, how they end. */
@ApplicationScoped
class ConnectionWiring {
    private static final Logger LOG = Logger.getLogger(ConnectionWiring.class);

    @Produces
    @Singleton
    ConnectionMetrics connectionMetrics(MeterRegistry registry) {
        return new ConnectionMetrics(registry);
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
            History history,
            PodId pod,
            MembershipQueue memberships,
            SignalFanout signals,
            PodWire pods,
            Acknowledgements acknowledgements,
            LocalConnections connections,
            FrameEncoder encoder,
            ConnectionMetrics connectionMetrics,
            DeliveryMetrics deliveryMetrics,
            SignalMetrics signalMetrics,
            InstantSource clock) {
        return new ConnectionServices(
                settings(config),
                authenticator,
                access,
                kinds,
                new ClientPublishing(access, kinds, publisher, signals, pods, clock),
                new ClientHistory(new KindHistory(history, kinds), clock),
                new Memberships(memberships, pod, clock),
                pods,
                acknowledgements,
                connections,
                encoder,
                connectionMetrics,
                deliveryMetrics,
                signalMetrics,
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
                    cap.max(), admission.maxConnections().orElseThrow());
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
    Draining draining(GatewayConfig config, Admission admission, LocalConnections connections, RandomGenerator random) {
        var plan = new DrainPlan(config.draining().window(), config.draining().grace());
        return new Draining(admission, connections, plan, random);
    }
}
