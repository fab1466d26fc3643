package io.heliograph.systemtests.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.systemtests.handoff.Explorer.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplorerTest {
    private static final int END = 3;

    /** Two counters to three, each by its own steps; the second may also be set back. */
    private record Counters(int left, int right) {
        List<Step<Counters>> next() {
            List<Step<Counters>> steps = new ArrayList<>();
            if (left < END) {
                steps.add(new Step<>("left", new Counters(left + 1, right), true));
            }
            if (right < END) {
                steps.add(new Step<>("right", new Counters(left, right + 1), true));
            }
            if (right > 0) {
                steps.add(new Step<>("back", new Counters(left, 0), false));
            }
            return steps;
        }
    }

    private final Explorer<Counters> explorer = new Explorer<>(Counters::next);

    @Test
    void findsEveryStateOnce() {
        assertThat(explorer.explore(new Counters(0, 0)).states())
                .hasSize(16)
                .doesNotHaveDuplicates()
                .contains(new Counters(2, 1));
    }

    @Test
    void restsWhereOnlyFaultsAreLeft() {
        assertThat(explorer.explore(new Counters(0, 0)).rests()).containsExactly(new Counters(3, 3));
    }

    @Test
    void tellsAShortestWay() {
        explorer.explore(new Counters(0, 2));

        assertThat(explorer.storyOf(new Counters(1, 1))).containsExactlyInAnyOrder("left", "back", "right");
        assertThat(explorer.storyOf(new Counters(0, 2))).isEmpty();
    }
}
