package io.heliograph.document.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.document.name.DocumentName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrownDocumentsTest {
    private static final DocumentName PLAN = new DocumentName("plan");

    private long now;
    private final GrownDocuments grown =
            new GrownDocuments(CompactionPolicy.of(20, 1_000, Duration.ofSeconds(60)), () -> now);

    @Test
    void areDueAfterEnoughUpdates() {
        append(19, 1);
        assertThat(grown.takeDue()).isEmpty();

        append(1, 1);

        assertThat(grown.takeDue()).containsExactly(PLAN);
        assertThat(grown.takeDue()).isEmpty();
    }

    @Test
    void areDueAfterEnoughBytes() {
        append(1, 1_000);

        assertThat(grown.takeDue()).containsExactly(PLAN);
    }

    @Test
    void areDueWithLessWhenNothingHappensAnyMore() {
        append(10, 1);

        now = Duration.ofSeconds(59).toNanos();
        assertThat(grown.takeDue()).isEmpty();
        now = Duration.ofSeconds(60).toNanos();
        assertThat(grown.takeDue()).containsExactly(PLAN);
    }

    @Test
    void areForgottenWhenTheyGrewTooLittle() {
        append(9, 1);

        now = Duration.ofSeconds(60).toNanos();
        assertThat(grown.takeDue()).isEmpty();
        append(11, 1);

        assertThat(grown.takeDue()).isEmpty();
    }

    private void append(int updates, int bytes) {
        for (int i = 0; i < updates; i++) {
            grown.appended(PLAN, bytes);
        }
    }
}
