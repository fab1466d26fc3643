package io.heliograph.document.connection.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.document.NodeScript;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Unmodified providers of Hocuspocus, beside y-websocket, over two processes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // filled before all tests
class HocuspocusTest {
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
    void editsManyDocumentsOnASocketAndTellsWhatIsSaved() throws IOException, InterruptedException {
        JsonNode result = NodeScript.run("hocuspocus.mjs", List.of(TwoPods.KEY, pods.first.url(), pods.second.url()));

        assertThat(result.path("scope").asText()).isEqualTo("read-write");
        assertThat(result.path("unsavedAtFirst").asInt()).isEqualTo(1);
        assertThat(result.path("twice")).allMatch(text -> text.asText().equals("from yann, from ann"));
        assertThat(result.path("other").asText()).isEqualTo("other");
        assertThat(result.path("strangerSynced").asBoolean()).isFalse();
        assertThat(result.path("readerScope").asText()).isEqualTo("readonly");
        assertThat(result.path("readerUnsaved").asInt()).isEqualTo(1);
        assertThat(result.path("ofReader").asBoolean()).isFalse();
        assertThat(result.path("ended").asText()).isEqualTo("the token has expired");
        assertThat(result.path("equal").asBoolean()).isTrue();
    }

    @Test
    void savesOnAnotherProcessWhatWasTypedWhileOneIsKilled() throws IOException, InterruptedException {
        try (PodProcess killed = PodProcess.start(
                                "killed", pods.infrastructure.jdbcUrl(), pods.infrastructure.redisUrl())
                        .ready();
                NodeScript typists = NodeScript.start(
                        "hocuspocus-killed.mjs",
                        List.of(TwoPods.KEY, "notes/hocuspocus-killed", killed.url(), pods.second.url()))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> typists.hasSaid("typing"));
            killed.kill();
            typists.tell("killed");

            JsonNode result = typists.result();
            assertThat(result.path("broken").asInt())
                    .as("connections that it took along: %s", result)
                    .isEqualTo(3);
            assertThat(result.path("unsaved").asInt())
                    .as("edits that were not saved meanwhile: %s", result)
                    .isPositive();
            assertThat(result.path("left")).as("%s", result).hasSize(3).allMatch(unsaved -> unsaved.asInt(-1) == 0);
            assertThat(result.path("lost").asInt(-1)).as("%s", result).isZero();
            assertThat(result.path("doubled").asInt(-1)).as("%s", result).isZero();
            assertThat(result.path("equal").asBoolean()).as("%s", result).isTrue();
        }
    }
}
