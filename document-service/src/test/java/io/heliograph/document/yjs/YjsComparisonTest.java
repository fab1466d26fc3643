package io.heliograph.document.yjs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.document.NodeDialogue;
import io.heliograph.document.editing.Knowledge;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against Yjs itself, with random documents: merging at once and in two levels, cutting, state vectors, dropping deleted content, snapshots, and texts. */
class YjsComparisonTest {
    private static final int SEED = Integer.getInteger("heliograph.document.seed", 1);
    private static final int CASES = Integer.getInteger("heliograph.document.cases", 10_000);

    /** The time goes to Yjs, which uses one processor. A fixed number, so that a seed means the same cases everywhere. */
    private static final int PROCESSES = 2;

    private static final JsonMapper MAPPER = new JsonMapper();

    private final YjsEngine engine = new YjsEngine();

    @Test
    void doesWithUpdatesWhatYjsDoes() throws Exception {
        List<Callable<JsonNode>> parts =
                IntStream.range(0, PROCESSES).mapToObj(this::part).toList();

        List<Future<JsonNode>> verdicts;
        try (ExecutorService threads = Executors.newFixedThreadPool(PROCESSES)) {
            verdicts = threads.invokeAll(parts);
        }

        int cases = 0;
        for (Future<JsonNode> future : verdicts) {
            JsonNode verdict = future.get();
            cases += verdict.path("cases").asInt();
            assertThat(verdict.path("different").asInt(-1))
                    .as("seed %d, %s", SEED, verdict)
                    .isZero();
        }
        assertThat(cases).isEqualTo(CASES);
    }

    /** Its share of the cases, which are other ones than those of the other processes. */
    private Callable<JsonNode> part(int process) {
        int cases = CASES / PROCESSES + (process < CASES % PROCESSES ? 1 : 0);
        int seed = SEED * PROCESSES + process;
        return () -> NodeDialogue.hold(
                List.of("comparison.mjs", Integer.toString(seed), Integer.toString(cases)), this::answers);
    }

    private JsonNode answers(JsonNode cases) {
        var answers = MAPPER.createArrayNode();
        cases.forEach(one -> answers.add(answer(one)));
        return answers;
    }

    private ObjectNode answer(JsonNode one) {
        List<byte[]> updates = new ArrayList<>();
        one.path("updates").forEach(update -> updates.add(decode(update)));
        int middle = one.path("middle").asInt();
        byte[] early = engine.merge(updates.subList(0, middle));
        byte[] later = engine.merge(updates.subList(middle, updates.size()));
        byte[] merged = engine.merge(updates);
        byte[] live = engine.mergeWithoutDeletedContent(updates);
        byte[] earlyLive = engine.withoutDeletedContent(early);
        List<byte[]> more = new ArrayList<>(updates.subList(middle, updates.size()));
        more.add(earlyLive);
        Knowledge knowledge = engine.knowledgeOf(merged);
        return MAPPER.createObjectNode()
                .put("merged", encode(merged))
                .put("twoLevels", encode(engine.merge(List.of(later, early))))
                .put("diff", encode(engine.diff(merged, decode(one.path("vector")))))
                .put("stateVector", encode(knowledge.stateVector()))
                .put("covered", updates.stream().map(engine::check).allMatch(knowledge::covers))
                .put("withoutDeletedContent", encode(live))
                .put("earlyWithoutDeletedContent", encode(earlyLive))
                .putPOJO("texts", List.of(texts(updates), texts(List.of(live)), texts(more)))
                .put("forgotten", encode(forgotten(merged, engine.knowledgeOf(early))))
                .put("earlySnapshot", encode(engine.knowledgeOf(early).snapshot()));
    }

    /** Without the content of what was deleted, but for what an early version shows. */
    private byte[] forgotten(byte[] merged, Knowledge early) {
        Knowledge now = engine.knowledgeAt(engine.knowledgeOf(merged).snapshot());
        return engine.withoutContent(merged, now.withoutDeletionsShownBy(engine.knowledgeAt(early.snapshot())));
    }

    private static Map<String, String> texts(List<byte[]> updates) {
        return DocumentText.of(updates).orElseThrow().roots();
    }

    private static byte[] decode(JsonNode text) {
        return Base64.getDecoder().decode(text.asText());
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
