package io.heliograph.delivery.catchup;

import static io.heliograph.delivery.testing.Stored.collapsing;
import static io.heliograph.delivery.testing.Stored.publication;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.wire.PodMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CollapseTest {
    @Test
    void leavesOutWhatIsSuperseded() {
        var stored = List.of(collapsing("room:1", 1, "a"), publication("room:1", 2), collapsing("room:1", 3, "a"));

        assertThat(Collapse.remaining(stored, Set.of(1L)))
                .extracting(PodMessage.Publication::offset)
                .containsExactly(2L, 3L);
        assertThat(Collapse.remaining(stored, Set.of())).isEqualTo(stored);
    }

    @Test
    void leavesTheOldestOfTooManyKeysAsTheyAre() {
        List<PodMessage.Publication> stored = new ArrayList<>();
        stored.add(collapsing("room:1", 1, "oldest"));
        for (int i = 0; i < Collapse.MAX_KEYS; i++) {
            stored.add(collapsing("room:1", 2 + i, "key" + i));
        }

        assertThat(Collapse.remaining(stored, Set.of(1L, 2L)))
                .extracting(PodMessage.Publication::offset)
                .contains(1L)
                .doesNotContain(2L);
    }
}
