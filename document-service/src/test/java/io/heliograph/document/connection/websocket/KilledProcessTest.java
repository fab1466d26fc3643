package io.heliograph.document.connection.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.Part;
import io.heliograph.document.NodeScript;
import io.heliograph.document.log.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Unmodified editors over three processes, of which one is killed while they type. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // filled before all tests
class KilledProcessTest {
    private static final List<String> NAMES = List.of("first", "second", "third", "cold");
    private static final int CURSOR_GONE_MILLIS = 20_000;

    private final List<PodProcess> pods = new ArrayList<>();
    private Infrastructure infrastructure;

    @BeforeAll
    void start() throws IOException {
        Path parent = Files.createDirectories(Path.of("target", "infrastructure"));
        infrastructure = Infrastructure.start(
                new DataFolder(Files.createTempDirectory(parent, "")), Set.of(Part.POSTGRES, Part.REDIS));
        new TestDatabase(infrastructure.jdbcUrl()).close();
        List<PodProcess.Starting> starting = new ArrayList<>();
        for (String name : NAMES) {
            starting.add(PodProcess.start(name, infrastructure.jdbcUrl(), infrastructure.redisUrl()));
        }
        for (PodProcess.Starting one : starting) {
            pods.add(one.ready());
        }
    }

    @AfterAll
    void stop() {
        pods.forEach(PodProcess::close);
        infrastructure.close();
    }

    @Test
    void nothingIsLostAndNoCursorStays() throws IOException, InterruptedException {
        List<Object> arguments = new ArrayList<>(
                List.of(TwoPods.KEY, ConvergenceTest.SEED, 8, ConvergenceTest.OPERATIONS, "notes/killed"));
        pods.forEach(pod -> arguments.add(pod.url()));
        try (NodeScript editors = NodeScript.start("killed.mjs", arguments)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> editors.hasSaid("half"));
            pods.get(2).kill();
            editors.tell("killed");

            JsonNode result = editors.result();
            assertThat(result.path("lost").asInt()).as("lost: %s", result).isZero();
            assertThat(result.path("doubled").asInt()).as("doubled: %s", result).isZero();
            assertThat(result.path("equal").asBoolean())
                    .as("who comes late, and who comes to another process: %s", result)
                    .isTrue();
            assertThat(result.path("moved").asInt()).as("%s", result).isPositive();
            assertThat(result.path("cursorGone").asInt()).as("%s", result).isLessThan(CURSOR_GONE_MILLIS);
        }
    }
}
