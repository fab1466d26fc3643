package io.heliograph.document.connection.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.postgres.PostgresServer;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.Part;
import io.heliograph.document.NodeScript;
import io.heliograph.document.access.TokenCodec;
import io.heliograph.document.log.postgres.Database;
import io.heliograph.document.log.postgres.PostgresDocumentLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.ds.PGSimpleDataSource;

/** Unmodified editors over two processes with real PostgreSQL and Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // filled before all tests
class ConvergenceTest {
    private static final String KEY = "a key for the tests of 32 bytes.";

    /** 3,000 operations take about half a minute: {@code -Dtest.jvm.flags=-Dheliograph.document.operations=3000}. */
    private static final String OPERATIONS = System.getProperty("heliograph.document.operations", "600");

    private Infrastructure infrastructure;
    private Pod first;
    private Pod second;

    @BeforeAll
    void start() throws IOException {
        Path parent = Files.createDirectories(Path.of("target", "infrastructure"));
        infrastructure = Infrastructure.start(
                new DataFolder(Files.createTempDirectory(parent, "")), Set.of(Part.POSTGRES, Part.REDIS));
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(infrastructure.jdbcUrl());
        source.setUser(PostgresServer.USER);
        source.setPassword(PostgresServer.PASSWORD);
        source.setCurrentSchema("document");
        Flyway.configure()
                .dataSource(source)
                .schemas("document")
                .defaultSchema("document")
                .load()
                .migrate();
        first = pod("first", source);
        second = pod("second", source);
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
        infrastructure.close();
    }

    @Test
    void everybodyEndsUpWithTheSameAndNothingIsLostOrDoubled() throws IOException, InterruptedException {
        JsonNode result = converge("notes/convergence", 1);

        assertThat(result.path("lost").asInt()).as("lost: %s", result).isZero();
        assertThat(result.path("doubled").asInt()).as("doubled: %s", result).isZero();
        assertThat(result.path("equal").asBoolean())
                .as("late joiner: %s", result)
                .isTrue();
        assertThat(result.path("cursorGone").asInt()).as("%s", result).isLessThan(3_000);
    }

    private JsonNode converge(String document, int seed) throws IOException, InterruptedException {
        return NodeScript.run(
                "convergence.mjs",
                Stream.of(KEY, seed, 8, OPERATIONS, document, first.url(), second.url())
                        .map(String::valueOf)
                        .toList());
    }

    private Pod pod(String name, PGSimpleDataSource source) {
        return new Pod(
                name,
                new PostgresDocumentLog(new Database(source)),
                infrastructure.redisUrl(),
                new TokenCodec(KEY.getBytes(StandardCharsets.UTF_8)));
    }
}
