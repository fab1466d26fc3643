package io.heliograph.document.yjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.document.NodeScript;
import io.heliograph.document.editing.Knowledge;
import io.heliograph.document.lib0.MalformedMessageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YjsEngineTest {
    private static final String CASES = System.getProperty("heliograph.document.fuzz", "3000");
    private static final JsonMapper MAPPER = new JsonMapper();

    private final YjsEngine engine = new YjsEngine();

    /** Merging at once and in two levels, cutting, and the state vector, against Yjs itself: equal content, state vector and delete set. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void doesWithUpdatesWhatYjsDoes(long seed) throws IOException, InterruptedException {
        Path cases = Files.createTempFile(Files.createDirectories(Path.of("target", "fuzz")), "cases", ".jsonl")
                .toAbsolutePath();
        Path results = Path.of(cases + ".results");
        NodeScript.run("fuzz.mjs", List.of("generate", Long.toString(seed), CASES, cases.toString()));
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(cases)) {
            lines.add(result(MAPPER.readTree(line), new Random(seed)));
        }
        Files.write(results, lines);

        JsonNode verdict = NodeScript.run("fuzz.mjs", List.of("verify", cases.toString(), results.toString()));

        assertThat(verdict.path("different").asInt())
                .as("seed %d, first case %d", seed, verdict.path("first").asInt())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing at all
                "0000ff", // something behind the end
                "01010900840907016100", // refers to what its client writes later
                "0101090004010174", // no text
                "0101090004010174026100" // shorter than it says
            })
    void refusesWhatYjsCouldNotLoad(String hex) {
        assertThatThrownBy(() -> engine.check(HexFormat.of().parseHex(hex)))
                .isInstanceOf(MalformedMessageException.class);
    }

    private String result(JsonNode test, Random random) {
        List<byte[]> updates = new ArrayList<>();
        test.path("updates").forEach(update -> updates.add(decode(update.asText())));
        byte[] merged = engine.merge(updates);
        Knowledge knowledge = engine.knowledgeOf(merged);
        int middle = random.nextInt(updates.size() + 1);
        byte[] twoLevels = engine.merge(List.of(
                engine.merge(updates.subList(middle, updates.size())), engine.merge(updates.subList(0, middle))));
        return MAPPER.createObjectNode()
                .put("merged", encode(merged))
                .put("twoLevels", encode(twoLevels))
                .put(
                        "diff",
                        encode(engine.diff(merged, decode(test.path("vector").asText()))))
                .put("stateVector", encode(knowledge.stateVector()))
                .put("covered", updates.stream().map(engine::check).allMatch(knowledge::covers))
                .toString();
    }

    @Test
    void refusesMutantsWithOneTypeOfException() throws IOException, InterruptedException {
        Path cases = Files.createTempFile(Files.createDirectories(Path.of("target", "fuzz")), "mutants", ".jsonl")
                .toAbsolutePath();
        NodeScript.run("fuzz.mjs", List.of("generate", "3", "100", cases.toString()));
        Random random = new Random(3);
        int refused = 0;

        for (String line : Files.readAllLines(cases)) {
            byte[] update = decode(MAPPER.readTree(line).path("updates").path(0).asText());
            for (int i = 0; i < 200; i++) {
                byte[] mutant = Arrays.copyOf(update, 1 + random.nextInt(update.length));
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
                refused += isRefused(mutant) ? 1 : 0;
            }
        }

        assertThat(refused).isGreaterThan(10_000);
    }

    private boolean isRefused(byte[] mutant) {
        try {
            engine.check(mutant);
            return false;
        } catch (MalformedMessageException _) {
            return true;
        }
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder().decode(text);
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
