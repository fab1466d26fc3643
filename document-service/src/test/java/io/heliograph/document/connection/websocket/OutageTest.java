package io.heliograph.document.connection.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.cli.platform.testing.Part;
import io.heliograph.document.NodeScript;
import io.heliograph.document.editing.CloseCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Unmodified editors type, and lose their connections, while what the processes rely on is killed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // filled before all tests
class OutageTest {
    private static final int CLIENTS = 8;
    private static final int TYPED = 50;

    private TwoPods pods;

    @BeforeAll
    void start() throws IOException {
        pods = new TwoPods();
    }

    @AfterAll
    void stop() {
        pods.close();
    }

    /** Redis comes back empty. What PostgreSQL was asked to append when it died may be in the log or not. */
    @Test
    void nothingIsLostWhileRedisAndPostgresAreKilled() throws IOException, InterruptedException {
        try (NodeScript editors = NodeScript.start(
                "outage.mjs", List.of(TwoPods.KEY, 1, CLIENTS, "notes/outage", pods.first.url(), pods.second.url()))) {
            goOnTyping();

            pods.infrastructure.server(Part.REDIS).kill();
            soon(() -> !pods.first.reachesOthers() && !pods.second.reachesOthers());
            goOnTyping();
            pods.infrastructure.startAgain(Part.REDIS);
            soon(() -> pods.first.reachesOthers() && pods.second.reachesOthers());
            goOnTyping();
            double refused = refused();
            pods.infrastructure.server(Part.POSTGRES).kill();
            soon(() -> refused() > refused + CLIENTS);
            pods.infrastructure.startAgain(Part.POSTGRES);
            goOnTyping();
            editors.tell("stop");

            JsonNode result = editors.result();
            assertThat(result.path("lost").asInt()).as("lost: %s", result).isZero();
            assertThat(result.path("doubled").asInt()).as("doubled: %s", result).isZero();
            assertThat(result.path("equal").asBoolean())
                    .as("late joiner: %s", result)
                    .isTrue();
        }
    }

    /** Until edits of both processes are in the log. */
    private void goOnTyping() {
        double byFirst = pods.first.accepted();
        double bySecond = pods.second.accepted();
        soon(() -> pods.first.accepted() > byFirst + TYPED && pods.second.accepted() > bySecond + TYPED);
    }

    private double refused() {
        return pods.first.closed(CloseCode.OVERLOADED) + pods.second.closed(CloseCode.OVERLOADED);
    }

    private static void soon(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
