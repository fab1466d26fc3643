package io.heliograph.document.yjs;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.document.lib0.Lib0Writer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What vectors of Yjs do not have: bounds, and what a document is as a whole. */
class DocumentTextTest {
    private static final int MANY = 20_000;

    /** Its number in an update. */
    private static final int XML_TEXT = 6;

    @Test
    void putsRootsInTheOrderOfTheirNamesWithALineBetween() {
        DocumentText text = new DocumentText(new TreeMap<>(Map.of("title", "Plan", "body", "First\nSecond")));

        assertThat(text.whole()).isEqualTo("First\nSecond\n\nPlan");
        assertThat(text.ofRoot("title")).isEqualTo("Plan");
        assertThat(text.ofRoot("nowhere")).isEmpty();
    }

    @Test
    void hasNoneForADocumentOfNothing() {
        DocumentText text = DocumentText.of(List.of()).orElseThrow();

        assertThat(text.roots()).isEmpty();
        assertThat(text.whole()).isEmpty();
    }

    /** Each goes past all before it: 200 million steps, which Yjs in a browser would have to take, too. */
    @Test
    void givesUpOnItemsThatWereForgedToGoPastEachOther() {
        assertThat(DocumentText.of(List.of(pastEachOther(MANY)))).isEmpty();
        assertThat(DocumentText.of(List.of(pastEachOther(100))).orElseThrow().whole())
                .hasSize(200);
    }

    @Test
    void walksThroughTypesThatAreNestedDeeperThanAStack() {
        int depth = 100_000;
        Lib0Writer writer =
                new Lib0Writer().varUint(1).varUint(depth + 1).varUint(1).varUint(0);
        for (int i = 0; i <= depth; i++) {
            writer.octet(i == depth ? Struct.STRING : Struct.TYPE);
            if (i == 0) {
                writer.varUint(1).text("x");
            } else {
                writer.varUint(0).varUint(1).varUint(i - 1L);
            }
            if (i == depth) {
                writer.text("deep");
            } else {
                writer.varUint(XML_TEXT);
            }
        }

        assertThat(DocumentText.of(List.of(writer.varUint(0).toBytes()))
                        .orElseThrow()
                        .whole())
                .isEqualTo("deep");
    }

    @Test
    void takesAsLittleForATextThatIsCutEverywhere() {
        Lib0Writer writer =
                new Lib0Writer().varUint(2).varUint(MANY - 1).varUint(2).varUint(0);
        for (int i = 1; i < MANY; i++) {
            writer.octet(Struct.STRING | Struct.HAS_ORIGIN | Struct.HAS_RIGHT_ORIGIN);
            writer.varUint(1).varUint(i - 1L).varUint(1).varUint(i).text("-");
        }
        writer.varUint(1).varUint(1).varUint(0);
        writer.octet(Struct.STRING).varUint(1).text("t").text("a".repeat(MANY));
        writer.varUint(1).varUint(1).varUint(MANY / 2);
        for (int i = 0; i < MANY / 2; i++) {
            writer.varUint(2L * i).varUint(1);
        }
        List<byte[]> update = List.of(writer.toBytes());

        long allocated = Allocation.of(() -> DocumentText.of(update));

        assertThat(DocumentText.of(update).orElseThrow().whole()).isEqualTo("-a-".repeat(MANY / 2 - 1) + "-a");
        assertThat(allocated).isLessThan(100L * update.getFirst().length);
    }

    /** Those of client 1 are a chain; each of client 2 was written at the beginning, and before one of them, the last one first. */
    private static byte[] pastEachOther(int count) {
        Lib0Writer writer =
                new Lib0Writer().varUint(2).varUint(count).varUint(2).varUint(0);
        for (int i = 0; i < count; i++) {
            writer.octet(Struct.STRING | Struct.HAS_RIGHT_ORIGIN)
                    .varUint(1)
                    .varUint(count - 1L - i)
                    .text("b");
        }
        writer.varUint(count).varUint(1).varUint(0);
        for (int i = 0; i < count; i++) {
            if (i == 0) {
                writer.octet(Struct.STRING).varUint(1).text("t");
            } else {
                writer.octet(Struct.STRING | Struct.HAS_ORIGIN).varUint(1).varUint(i - 1L);
            }
            writer.text("a");
        }
        return writer.varUint(0).toBytes();
    }
}
