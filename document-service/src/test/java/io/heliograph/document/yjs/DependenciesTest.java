package io.heliograph.document.yjs;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.document.editing.Knowledge;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DependenciesTest {
    private final YjsEngine engine = new YjsEngine();
    private final Knowledge nothing = engine.knowledgeOf(new byte[] {0, 0});

    /** As two people write who answer each other: clients 1 and 2 write 0, then behind the other's 0 or 1, then behind the other's 1 or 2. */
    @Test
    void areMetWhenClientsBuildOnEachOther() {
        byte[] both = engine.merge(Stream.of(
                        "0101010004010174016100", // 1:0
                        "0101020004010174016100", // 2:0
                        "01010101840200016100", // 1:1 behind 2:0
                        "01010201840101016100", // 2:1 behind 1:1
                        "01010102840201016100", // 1:2 behind 2:1
                        "01010202840102016100") // 2:2 behind 1:2
                .map(HexFormat.of()::parseHex)
                .toList());

        assertThat(nothing.hasPredecessorsOf(engine.check(both))).isTrue();
    }

    @Test
    void areNotMetWhenClientsWaitForEachOther() {
        byte[] both = engine.merge(List.of(
                HexFormat.of().parseHex("01010100840200016100"), // 1:0 behind 2:0
                HexFormat.of().parseHex("01010200840100016100"))); // 2:0 behind 1:0

        assertThat(nothing.hasPredecessorsOf(engine.check(both))).isFalse();
    }
}
