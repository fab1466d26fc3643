package io.heliograph.document.yjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.document.NodeScript;
import io.heliograph.document.editing.Edit;
import io.heliograph.document.editing.Knowledge;
import io.heliograph.document.lib0.Lib0Writer;
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
import java.util.function.Consumer;
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

    @Test
    void refusesMoreThanAnUpdateMayHave() {
        assertThatThrownBy(() -> engine.check(deleting(UpdateParser.MAX_CLIENTS + 1, 1)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("20000 clients");
        assertThatThrownBy(() -> engine.check(deleting(2, UpdateParser.MAX_PARTS / 2 + 1)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("1000000 parts");
        assertThat(engine.check(deleting(2, UpdateParser.MAX_PARTS / 2)).clients())
                .isEmpty();
    }

    @Test
    void refusesValuesThatAreNestedTooDeep() {
        assertThat(engine.check(embed("[".repeat(64) + "]".repeat(64))).clients())
                .containsExactly(1L);
        assertThatThrownBy(() -> engine.check(embed("[".repeat(65) + "]".repeat(65))))
                .isInstanceOf(MalformedMessageException.class);
        assertThat(engine.check(arrays(64)).clients()).containsExactly(1L);
        assertThatThrownBy(() -> engine.check(arrays(65))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void readsADocumentThatHasMoreThanAnUpdateMayHave() {
        byte[] one = deleting(1, UpdateParser.MAX_PARTS);
        byte[] other = new Lib0Writer()
                .varUint(0)
                .varUint(1)
                .varUint(2)
                .varUint(1)
                .varUint(0)
                .varUint(1)
                .toBytes();

        Knowledge knowledge = engine.knowledgeOf(engine.merge(List.of(one, other)));

        assertThat(knowledge.covers(engine.check(one))).isTrue();
        assertThat(knowledge.covers(engine.check(other))).isTrue();
    }

    /** Ranges used to be sorted again for each mention of their client: gigabytes for these 100 kB. */
    @Test
    void takesAsLittleForAClientThatADeleteSetRepeats() {
        Lib0Writer writer = new Lib0Writer().varUint(0).varUint(UpdateParser.MAX_CLIENTS);
        for (int i = 0; i < UpdateParser.MAX_CLIENTS; i++) {
            writer.varUint(1).varUint(1).varUint(2L * i).varUint(1);
        }
        byte[] update = writer.toBytes();

        assertThat(Allocation.of(() -> engine.check(update))).isLessThan(100L * update.length);
    }

    @Test
    void doesNotTakeASkipAtTheEndForSomethingKnown() {
        byte[] first = text("a");
        Lib0Writer more = new Lib0Writer().varUint(1).varUint(2).varUint(1).varUint(1);
        more.octet(Struct.STRING | Struct.HAS_ORIGIN).varUint(1).varUint(0).text("b");
        more.octet(Struct.SKIP).varUint(5).varUint(0);
        Edit edit = engine.check(more.toBytes());
        Knowledge knowledge = engine.knowledgeOf(first);

        assertThat(knowledge.covers(edit)).isFalse();
        assertThat(knowledge.newIn(edit)).containsExactly(1L);
        assertThat(knowledge.plus(edit).stateVector()).isEqualTo(new byte[] {1, 1, 2});
    }

    private static byte[] text(String text) {
        return struct(Struct.STRING, writer -> writer.text(text));
    }

    private static byte[] embed(String json) {
        return struct(Struct.EMBED, writer -> writer.text(json));
    }

    /** Around a number. */
    private static byte[] arrays(int depth) {
        return struct(Struct.ANY, writer -> {
            writer.varUint(1);
            for (int i = 0; i < depth; i++) {
                writer.octet(117).varUint(1);
            }
            writer.octet(125).varUint(7);
        });
    }

    /** The first one by client 1. */
    private static byte[] struct(int kind, Consumer<Lib0Writer> content) {
        Lib0Writer writer = new Lib0Writer().varUint(1).varUint(1).varUint(1).varUint(0);
        writer.octet(kind).varUint(1).text("t");
        content.accept(writer);
        return writer.varUint(0).toBytes();
    }

    /** Every second clock. */
    private static byte[] deleting(int clients, int ranges) {
        Lib0Writer writer = new Lib0Writer().varUint(0).varUint(clients);
        for (int client = 1; client <= clients; client++) {
            writer.varUint(client).varUint(ranges);
            for (long i = 0; i < ranges; i++) {
                writer.varUint(2 * i).varUint(1);
            }
        }
        return writer.toBytes();
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
