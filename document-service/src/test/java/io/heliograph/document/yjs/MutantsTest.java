package io.heliograph.document.yjs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.document.NodeDialogue;
import io.heliograph.document.editing.Edit;
import io.heliograph.document.editing.Knowledge;
import io.heliograph.document.lib0.MalformedMessageException;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Damaged updates: one that is accepted and that Yjs cannot use would break the document for everybody who opens it. */
class MutantsTest {
    private static final String SEED = System.getProperty("heliograph.document.seed", "1");
    private static final String MUTANTS = System.getProperty("heliograph.document.mutants", "5000");

    /** Bytes, whatever a mutant of some hundred bytes announces; classes that are loaded are counted too. */
    private static final long MAX_ALLOCATED = 1_000_000;

    private static final JsonMapper MAPPER = new JsonMapper();

    private final YjsEngine engine = new YjsEngine();

    @Test
    void acceptsNothingThatYjsThrowsOn() throws IOException {
        JsonNode verdict = NodeDialogue.hold(List.of("mutants.mjs", SEED, MUTANTS), mutants -> {
            var answers = MAPPER.createArrayNode();
            mutants.forEach(one -> answers.add(answer(decode(one.path("base")), decode(one.path("update")))));
            return answers;
        });

        assertThat(verdict.path("failures").asInt())
                .as("seed %s, first ones %s", SEED, verdict.path("first"))
                .isZero();
        assertThat(verdict.path("accepted").asInt())
                .isBetween(Integer.parseInt(MUTANTS) / 20, Integer.parseInt(MUTANTS) / 2);
    }

    /** @return null if it is refused */
    private JsonNode answer(byte[] base, byte[] mutant) {
        boolean[] accepted = new boolean[1];
        long allocated = Allocation.of(() -> accepted[0] = isAccepted(mutant));
        assertThat(allocated).as("for %d bytes", mutant.length).isLessThan(MAX_ALLOCATED);
        if (!accepted[0]) {
            return JsonNodeFactory.instance.nullNode();
        }
        byte[] merged = engine.merge(List.of(base, mutant));
        ObjectNode answer = MAPPER.createObjectNode()
                .put("merged", encode(merged))
                .put(
                        "text",
                        DocumentText.of(List.of(base, mutant)).orElseThrow().ofRoot("text"))
                .put("withoutDeletedContent", encode(engine.withoutDeletedContent(merged)));
        answer.set("behindBase", passedOn(base, mutant));
        answer.set("baseBehind", passedOn(mutant, base));
        return answer;
    }

    /** What of the next update editors get who have the first one open, and what others load then; null if it would be held back, or the first one. */
    private JsonNode passedOn(byte[] first, byte[] next) {
        Edit edit = engine.stored(next);
        Knowledge known = engine.knowledgeOf(first);
        if (!YjsKnowledge.NOTHING.hasPredecessorsOf(engine.stored(first)) || !known.hasPredecessorsOf(edit)) {
            return JsonNodeFactory.instance.nullNode();
        }
        byte[] news = known.newPartOf(edit).bytes();
        return MAPPER.createObjectNode()
                .put("news", encode(news))
                .put("loaded", encode(engine.merge(List.of(first, news))));
    }

    private boolean isAccepted(byte[] mutant) {
        try {
            engine.check(mutant);
            return true;
        } catch (MalformedMessageException _) {
            return false;
        }
    }

    private static byte[] decode(JsonNode text) {
        return Base64.getDecoder().decode(text.asText());
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
