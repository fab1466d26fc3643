package io.heliograph.document.connection.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.document.NodeScript;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Unmodified editors over two processes with real PostgreSQL and Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // filled before all tests
class ConvergenceTest {
    /** 3,000 operations take about half a minute: {@code -Dtest.jvm.flags=-Dheliograph.document.operations=3000}. */
    static final String OPERATIONS = System.getProperty("heliograph.document.operations", "600");

    /** Other edits, drops and pauses: {@code -Dtest.jvm.flags=-Dheliograph.document.seed=2}. */
    static final long SEED = Long.getLong("heliograph.document.seed", 1);

    private TwoPods pods;

    @BeforeAll
    void start() throws IOException {
        pods = new TwoPods();
    }

    @AfterAll
    void stop() {
        pods.close();
    }

    @Test
    void everybodyEndsUpWithTheSameAndNothingIsLostOrDoubled() throws IOException, InterruptedException {
        JsonNode result = converge("notes/convergence", SEED);

        assertThat(result.path("lost").asInt()).as("lost: %s", result).isZero();
        assertThat(result.path("doubled").asInt()).as("doubled: %s", result).isZero();
        assertThat(result.path("equal").asBoolean())
                .as("late joiner: %s", result)
                .isTrue();
        assertThat(pods.first.compacted() + pods.second.compacted())
                .as("snapshots")
                .isPositive();
        assertThat(result.path("cursorGone").asInt()).as("%s", result).isLessThan(3_000);
    }

    private JsonNode converge(String document, long seed) throws IOException, InterruptedException {
        return NodeScript.run(
                "convergence.mjs",
                List.of(TwoPods.KEY, seed, 8, OPERATIONS, document, pods.first.url(), pods.second.url()));
    }
}
