package io.heliograph.client.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.simulation.HistoryChecker.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryCheckerTest {
    private static final Entry ONE = new Entry(1, "a");
    private static final Entry TWO = new Entry(2, "b");
    private static final Entry THREE = new Entry(3, "c");
    private static final List<Entry> LOG = List.of(ONE, TWO, THREE);

    @Test
    void acceptsAHistoryThatIsTheLog() {
        assertThat(HistoryChecker.problems(LOG, LOG)).isEmpty();
    }

    @Test
    void findsWhatIsLostInTheMiddleAndAtTheEnd() {
        assertThat(HistoryChecker.problems(LOG, List.of(ONE))).containsExactly("lost: 2", "lost: 3");
        assertThat(HistoryChecker.problems(LOG, List.of(ONE, THREE))).containsExactly("lost: 2");
    }

    @Test
    void findsWhatIsAppliedTwice() {
        assertThat(HistoryChecker.problems(LOG, List.of(ONE, TWO, TWO, THREE))).containsExactly("applied twice: 2");
    }

    @Test
    void findsWhatIsOutOfOrder() {
        assertThat(HistoryChecker.problems(LOG, List.of(ONE, THREE, TWO))).containsExactly("out of order: 2 after 3");
    }

    @Test
    void findsOtherContent() {
        assertThat(HistoryChecker.problems(LOG, List.of(ONE, new Entry(2, "x"), THREE)))
                .singleElement()
                .asString()
                .startsWith("different content");
    }
}
