package io.heliograph.document.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.document.compaction.Compaction.Result;
import io.heliograph.document.editing.Knowledge;
import io.heliograph.document.editing.UpdateEngine;
import io.heliograph.document.editing.Updates;
import io.heliograph.document.yjs.YjsEngine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompactionTest {
    private static final byte[] TEXT = Updates.insert(1, 0, "abcdef");

    private final UpdateEngine engine = new YjsEngine();
    private final Compaction compaction = new Compaction(engine);

    @Test
    void dropsTheContentThatIsForgotten() {
        List<byte[]> parts = List.of(TEXT, Updates.delete(1, 1), Updates.delete(1, 3));

        Result result = compaction.of(parts, deleted(1));

        assertThat(result).isInstanceOfSatisfying(Result.Merged.class, merged -> {
            assertThat(new String(merged.state(), StandardCharsets.UTF_8))
                    .contains("a", "cdef")
                    .doesNotContain("b");
            assertThat(merged.knowledge().snapshot())
                    .isEqualTo(engine.knowledgeOf(engine.merge(parts)).snapshot());
            assertThat(engine.withoutDeletedContent(merged.state()))
                    .isEqualTo(engine.mergeWithoutDeletedContent(parts));
        });
    }

    /** Such a note would be of another document, or damaged. */
    @Test
    void believesNothingThatWouldForgetWhatIsShown() {
        assertThat(compaction.of(List.of(TEXT, Updates.delete(1, 1)), deleted(2)))
                .isInstanceOf(Result.Incomplete.class);
    }

    @Test
    void keepsOfDeletionsThoseThatAnotherKnowledgeShows() {
        Knowledge first = engine.knowledgeOf(Updates.insert(1, 0, "abc"));
        Knowledge now = engine.knowledgeOf(engine.merge(List.of(TEXT, Updates.delete(1, 1), Updates.delete(1, 4))));

        Knowledge hidden = now.withoutDeletionsShownBy(first);

        assertThat(hidden.covers(engine.check(Updates.delete(1, 1)))).isFalse();
        assertThat(hidden.covers(engine.check(Updates.delete(1, 4)))).isTrue();
        assertThat(now.withoutDeletionsShownBy(now).snapshot()).isEqualTo(now.snapshot());
        assertThat(engine.knowledgeAt(now.snapshot()).snapshot()).isEqualTo(now.snapshot());
    }

    private Knowledge deleted(long clock) {
        return engine.knowledgeOf(engine.merge(List.of(TEXT, Updates.delete(1, clock))));
    }
}
