package io.heliograph.cli.platform.testing;

import io.heliograph.cli.platform.Checkout;
import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.FreePorts;
import io.heliograph.cli.platform.kafka.KafkaServer;
import io.heliograph.cli.platform.oidc.IssuerServer;
import io.heliograph.cli.platform.oidc.SigningKey;
import io.heliograph.cli.platform.postgres.PostgresServer;
import io.heliograph.cli.platform.process.RunningServer;
import io.heliograph.cli.platform.process.ServerProcess;
import io.heliograph.cli.platform.redis.RedisServer;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Real servers on free ports for tests. Their processes do not outlive the test's process. Whoever asks for a part that was
 * not started gets an {@link IllegalStateException}. Confined to one thread.
 */
public final class Infrastructure implements AutoCloseable {
    private final Map<Part, RunningServer> servers = new EnumMap<>(Part.class);
    private final KafkaServer kafka;
    private final PostgresServer postgres;
    private final RedisServer redis;
    private @Nullable Vertx vertx;
    private @Nullable IssuerServer issuer;

    private Infrastructure(DataFolder data) {
        kafka = new KafkaServer(Checkout.find(), data, FreePorts.any(), FreePorts.any());
        postgres = new PostgresServer(data, FreePorts.any());
        redis = new RedisServer(data, FreePorts.any());
    }

    /**
     * Starts the parts side by side and waits for all of them.
     *
     * @param data the folder for their files and logs
     */
    public static Infrastructure start(DataFolder data, Set<Part> parts) {
        Infrastructure infrastructure = new Infrastructure(data);
        try {
            infrastructure.startServers(parts);
            if (parts.contains(Part.ISSUER)) {
                infrastructure.startIssuer();
            }
            return infrastructure;
        } catch (RuntimeException e) {
            infrastructure.close();
            throw e;
        }
    }

    /** What clients of Kafka connect to. */
    public String kafkaBootstrapServers() {
        server(Part.KAFKA);
        return kafka.bootstrapServers();
    }

    public String redisUrl() {
        server(Part.REDIS);
        return redis.url();
    }

    public String jdbcUrl() {
        server(Part.POSTGRES);
        return postgres.jdbcUrl();
    }

    /** The issuer, which also signs whatever token a test needs. */
    public IssuerServer issuer() {
        if (issuer == null) {
            throw new IllegalStateException("%s was not started".formatted(Part.ISSUER));
        }
        return issuer;
    }

    /** The process of a part, to be frozen, resumed or killed. */
    public RunningServer server(Part part) {
        RunningServer server = servers.get(part);
        if (server == null) {
            throw new IllegalStateException("%s was not started".formatted(part));
        }
        return server;
    }

    /** Starts a part again, on the same port and files, after its process was killed or closed. */
    public void startAgain(Part part) {
        servers.put(part, RunningServer.start(server(part).server()));
    }

    /** The configuration that points a Quarkus service to the parts that were started. */
    public Map<String, String> quarkusConfiguration() {
        Map<String, String> configuration = new LinkedHashMap<>();
        if (servers.containsKey(Part.KAFKA)) {
            configuration.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        }
        if (servers.containsKey(Part.REDIS)) {
            configuration.put("quarkus.redis.hosts", redis.url());
        }
        if (servers.containsKey(Part.POSTGRES)) {
            configuration.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
            configuration.put("quarkus.datasource.reactive.url", postgres.url());
            configuration.put("quarkus.datasource.username", PostgresServer.USER);
            configuration.put("quarkus.datasource.password", PostgresServer.PASSWORD);
        }
        if (issuer != null) {
            configuration.put("quarkus.oidc.auth-server-url", issuer.url());
        }
        return configuration;
    }

    @Override
    public void close() {
        if (issuer != null) {
            issuer.close();
        }
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        servers.values().forEach(RunningServer::close);
    }

    private void startServers(Set<Part> parts) {
        Map<Part, CompletableFuture<RunningServer>> starting = new EnumMap<>(Part.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Part part : List.of(Part.KAFKA, Part.POSTGRES, Part.REDIS)) {
                if (parts.contains(part)) {
                    starting.put(part, CompletableFuture.supplyAsync(() -> RunningServer.start(of(part)), threads));
                }
            }
        }
        List<Throwable> failures = new ArrayList<>();
        starting.forEach((part, started) -> {
            if (started.isCompletedExceptionally()) {
                failures.add(started.exceptionNow());
            } else {
                servers.put(part, started.join());
            }
        });
        if (!failures.isEmpty()) {
            throw new IllegalStateException("the embedded infrastructure did not start", failures.getFirst());
        }
    }

    private ServerProcess of(Part part) {
        return switch (part) {
            case KAFKA -> kafka;
            case POSTGRES -> postgres;
            case REDIS -> redis;
            case ISSUER -> throw new IllegalArgumentException("the issuer is no process");
        };
    }

    private void startIssuer() {
        vertx = Vertx.vertx();
        issuer = IssuerServer.start(vertx, SigningKey.generate(), FreePorts.any());
    }
}
