package io.heliograph.gateway.routing.redis;

import io.heliograph.gateway.GatewayConfig;
import io.heliograph.gateway.routing.PodId;
import io.heliograph.gateway.routing.PodListener;
import io.heliograph.gateway.routing.UserConnections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.List;

/** A gateway's registry on a real Redis. */
public final class RunningRegistry implements AutoCloseable {
    private final RedisRegistry registry;

    public RunningRegistry(Vertx vertx, String redisUrl, PodId pod, PodListener listener) {
        registry = new RedisRegistry(vertx, pod, new Settings(), new SimpleMeterRegistry());
        registry.start(new RedisOptions().setConnectionString(redisUrl), List.of(listener));
    }

    public UserConnections users() {
        return registry;
    }

    @Override
    public void close() {
        registry.leave().toCompletableFuture().join();
    }

    private record Settings() implements GatewayConfig.Routing {
        @Override
        public String podName() {
            return "pod";
        }

        @Override
        public Duration lease() {
            return Duration.ofSeconds(15);
        }

        @Override
        public Duration renewal() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration sweep() {
            return Duration.ofMinutes(20);
        }

        @Override
        public Duration linger() {
            return Duration.ofSeconds(30);
        }
    }
}
