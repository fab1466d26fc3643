package io.heliograph.document.yjs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.document.editing.Knowledge;
import io.heliograph.document.lib0.Lib0Reader;
import io.heliograph.document.lib0.Lib0Writer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Yjs wrote, byte for byte; {@code src/test/node/vectors.mjs} made it. */
class VectorsTest {
    private static final JsonNode VECTORS = read();
    private static final byte[] OF_SOMEBODY_ELSE = {1, 99, 1};

    private final YjsEngine engine = new YjsEngine();

    static Stream<String> updates() {
        return VECTORS.path("updates").properties().stream().map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("updates")
    void writesWhatYjsWrites(String name) {
        JsonNode vector = VECTORS.path("updates").path(name);
        List<byte[]> updates = new ArrayList<>();
        vector.path("updates").forEach(update -> updates.add(bytes(update)));
        updates.forEach(engine::check);

        byte[] whole = bytes(vector.path("whole"));
        byte[] merged = engine.merge(updates);
        Knowledge knowledge = engine.knowledgeOf(merged);

        assertThat(engine.diff(whole, OF_SOMEBODY_ELSE)).isEqualTo(whole);
        assertThat(engine.diff(whole, bytes(vector.path("half")))).isEqualTo(bytes(vector.path("afterHalf")));
        assertThat(merged).isEqualTo(engine.merge(List.of(whole)));
        assertThat(merged).isEqualTo(engine.merge(updates.reversed()));
        assertThat(knowledge.stateVector()).isEqualTo(bytes(vector.path("stateVector")));
        assertThat(knowledge.snapshot()).isEqualTo(bytes(vector.path("snapshot")));
    }

    static Stream<String> shown() {
        return VECTORS.path("shown").properties().stream().map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("shown")
    void readsTheTextThatYjsShows(String name) {
        JsonNode vector = VECTORS.path("shown").path(name);
        List<byte[]> updates = new ArrayList<>();
        vector.path("updates").forEach(update -> updates.add(bytes(update)));

        JsonNode whole = new JsonMapper()
                .valueToTree(DocumentText.of(updates).orElseThrow().roots());
        byte[] live = engine.mergeWithoutDeletedContent(updates.reversed());

        assertThat(whole).isEqualTo(vector.path("roots"));
        assertThat(DocumentText.of(List.of(live))).isEqualTo(DocumentText.of(updates));
    }

    @Test
    void countsUpToAGap() {
        JsonNode vector = VECTORS.path("withGap");

        assertThat(engine.knowledgeOf(bytes(vector.path("update"))).stateVector())
                .isEqualTo(bytes(vector.path("stateVector")));
    }

    @Test
    void readsAndWritesNumbersAndTextsOfLib0() {
        VECTORS.path("numbers").forEach(number -> {
            byte[] bytes = bytes(number.path("bytes"));
            assertThat(new Lib0Reader(bytes).varUint())
                    .isEqualTo(number.path("value").asLong());
            assertThat(new Lib0Writer().varUint(number.path("value").asLong()).toBytes())
                    .isEqualTo(bytes);
        });
        VECTORS.path("texts").forEach(text -> {
            byte[] bytes = bytes(text.path("bytes"));
            assertThat(new Lib0Reader(bytes).text())
                    .isEqualTo(text.path("value").asText());
            assertThat(new Lib0Writer().text(text.path("value").asText()).toBytes())
                    .isEqualTo(bytes);
        });
    }

    private static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.asText());
    }

    private static JsonNode read() {
        try (var file = VectorsTest.class.getResourceAsStream("/yjs/vectors.json")) {
            return new JsonMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
