package io.heliograph.gateway.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** Runs the gateway with its real sockets and with doubles behind its ports: no Kafka, Redis, issuer or store. */
public final class InMemoryPorts implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(Store.class, Tokens.class, Routes.class, Users.class, Events.class, Acks.class, Log.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "gateway.history.url", "http://localhost:1",
                "gateway.history.credential", "0123456789abcdef",
                "quarkus.oidc.tenant-enabled", "false",
                "quarkus.redis.hosts", "redis://localhost:1",
                "kafka.bootstrap.servers", "localhost:1",
                "gateway.draining.window", "100ms",
                "gateway.draining.grace", "100ms",
                "gateway.connection.hello-timeout", "1s");
    }

    @Alternative
    @Singleton
    public static class Store extends MemoryStore {}

    @Alternative
    @Singleton
    public static class Tokens extends PortDoubles.TokenBook {}

    @Alternative
    @Singleton
    public static class Routes extends PortDoubles.HeldRoutes {}

    @Alternative
    @Singleton
    public static class Users extends PortDoubles.UserDirectory {}

    @Alternative
    @Singleton
    public static class Events extends PortDoubles.PublishedEvents {}

    @Alternative
    @Singleton
    public static class Acks extends PortDoubles.AcknowledgementLog {}

    @Alternative
    @Singleton
    public static class Log extends PortDoubles.ConnectionLog {}
}
