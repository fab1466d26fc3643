package io.heliograph.gateway;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.gateway.admission.Admission;
import io.heliograph.gateway.authentication.ChannelAccess;
import io.heliograph.gateway.connection.LocalConnections;
import io.heliograph.gateway.draining.Draining;
import io.heliograph.gateway.health.DependencyStates;
import io.heliograph.gateway.health.DependencyStates.Dependency;
import io.heliograph.gateway.lifecycle.EventsDropped;
import io.heliograph.gateway.publishing.EventIntake;
import io.heliograph.gateway.repair.Comparison;
import io.heliograph.gateway.repair.StateComparison;
import io.heliograph.gateway.routing.PodId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Builds what all features share from the configuration, and starts and stops them; {@link DeliveryWiring} and {@link ConnectionWiring} build the rest. */
@ApplicationScoped
class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);

    /** What the configuration decides is made here, so that a wrong value stops the start. */
    void start(
            @Observes StartupEvent event,
            Admission admission,
            Draining draining,
            Comparison comparison,
            StateComparison stateComparison) {
        comparison.start();
        stateComparison.start();
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

    /** Safe for concurrent use. */
    @Produces
    @Singleton
    RandomGenerator random() {
        return () -> ThreadLocalRandom.current().nextLong();
    }

    @Produces
    @Singleton
    PodId podId(GatewayConfig config) {
        return PodId.draw(config.routing().podName(), new SecureRandom());
    }

    @Produces
    @Singleton
    DependencyStates dependencies(MeterRegistry registry) {
        var states = new DependencyStates();
        for (Dependency dependency : Dependency.values()) {
            Gauge.builder("heliograph.dependency.away", states, known -> known.isAway(dependency) ? 1 : 0)
                    .tag("dependency", dependency.label())
                    .register(registry);
        }
        return states;
    }

    @Produces
    @Singleton
    EventIntake eventIntake(ChannelAccess access, ChannelKinds kinds) {
        return new EventIntake(access, kinds, new EventSchemas());
    }

    void announce(@Observes EventsDropped event, LocalConnections connections) {
        connections.announceAll();
    }
}
