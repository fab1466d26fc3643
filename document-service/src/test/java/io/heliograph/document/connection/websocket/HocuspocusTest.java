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
}
