package io.heliograph.document.yjs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import io.heliograph.document.NodeDialogue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Measures, and asserts nothing about time: {@code mvn test -Dtest=ThroughputTest -Dtest.jvm.flags=-Dheliograph.measure=true}. */
@EnabledIfSystemProperty(named = "heliograph.measure", matches = "true")
class ThroughputTest {
    private static final String OPERATIONS = "260000";
    private static final int PASSES = 8;
    private static final int TAIL = 200;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final YjsEngine engine = new YjsEngine();

    /** The first pass is that of a JVM that has not merged before. CPU of the process counts, compiler and collector included: it tells something on a busy machine, too. */
    @Test
    @SuppressWarnings("SystemOut")
    void mergesATrace() throws IOException {
        JsonNode verdict = NodeDialogue.hold(List.of("merge.mjs", OPERATIONS), this::measured);

        System.out.printf("measured: %s%n", verdict);
        assertThat(verdict.path("same").asBoolean()).isTrue();
    }

    private JsonNode measured(JsonNode encoded) {
        List<byte[]> updates = new ArrayList<>();
        encoded.forEach(update -> updates.add(Base64.getDecoder().decode(update.asText())));
        ObjectNode answer = new JsonMapper().createObjectNode();
        byte[] merged = times(answer, "merge", () -> engine.merge(updates));
        byte[] early = engine.merge(updates.subList(0, updates.size() - TAIL));
        times(answer, "mergeWithoutDeletedContent", () -> engine.mergeWithoutDeletedContent(updates));
        byte[] live = engine.withoutDeletedContent(early);
        List<byte[]> liveTail = new ArrayList<>(updates.subList(updates.size() - TAIL, updates.size()));
        liveTail.addFirst(live);
        times(
                answer,
                "mergeWithoutDeletedContentOfDocumentAnd" + TAIL,
                () -> engine.mergeWithoutDeletedContent(liveTail));
        List<byte[]> tail = new ArrayList<>(updates.subList(updates.size() - TAIL, updates.size()));
        tail.addFirst(early);
        times(answer, "mergeOfDocumentAnd" + TAIL, () -> engine.merge(tail));
        byte[] stateVector =
                times(answer, "stateVector", () -> engine.knowledgeOf(merged).stateVector());
        times(answer, "diff", () -> engine.diff(merged, stateVector));
        byte[] kept = times(answer, "withoutDeletedContent", () -> engine.withoutDeletedContent(merged));
        byte[] text = times(answer, "text", () -> text(List.of(merged)));
        times(answer, "textOfAllUpdates", () -> text(updates));
        return answer.put("shown", new String(text, StandardCharsets.UTF_8))
                .put("merged", Base64.getEncoder().encodeToString(merged))
                .put("bytes", merged.length)
                .put("bytesWithoutDeletedContent", kept.length)
                .put("structs", engine.sizeOf(merged).structs());
    }

    private static byte[] text(List<byte[]> updates) {
        return DocumentText.of(updates).orElseThrow().whole().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] times(ObjectNode answer, String what, Supplier<byte[]> work) {
        byte[] result = {};
        for (int i = 0; i < PASSES; i++) {
            long before = SYSTEM.getProcessCpuTime();
            result = work.get();
            answer.withArray(what).add(TimeUnit.NANOSECONDS.toMillis(SYSTEM.getProcessCpuTime() - before));
        }
        return result;
    }
}
