package io.heliograph.document.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.document.access.Access;
import io.heliograph.document.lib0.MalformedMessageException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AwarenessTableTest {
    private final AwarenessTable table = new AwarenessTable();
    private final Editor ann = new SilentEditor("ann", Access.WRITE);
    private final Editor bob = new SilentEditor("bob", Access.WRITE);

    @Test
    void countsTheNewestClockOnly() {
        assertThat(table.apply(List.of(shown(1, 5)), ann)).containsExactly(shown(1, 5));
        assertThat(table.apply(List.of(shown(1, 5), shown(1, 4)), bob)).isEmpty();
        assertThat(table.apply(List.of(shown(1, 6)), ann)).containsExactly(shown(1, 6));
    }

    @Test
    void letsClientsLeaveWithTheirConnection() {
        table.apply(List.of(shown(1, 5)), ann);
        table.apply(List.of(shown(2, 1)), bob);

        assertThat(table.leave(ann)).containsExactly(new AwarenessEntry(1, 6, "null"));
        assertThat(table.all()).containsExactly(shown(2, 1));
    }

    @Test
    void tellsAClientThatComesBackThatItCountsAsGone() {
        table.apply(List.of(shown(1, 5)), ann);
        table.leave(ann);

        assertThat(table.leftBefore(List.of(shown(1, 5)))).containsExactly(new AwarenessEntry(1, 6, "null"));
        assertThat(table.leftBefore(List.of(shown(1, 7)))).isEmpty();
    }

    @Test
    void keepsAClientThatMovedToANewConnectionOfTheSameUser() {
        Editor again = new SilentEditor("ann", Access.WRITE);
        table.apply(List.of(shown(1, 5)), ann);
        table.apply(List.of(shown(1, 6)), again);

        assertThat(table.leave(ann)).isEmpty();
        assertThat(table.all()).containsExactly(shown(1, 6));
    }

    @Test
    void letsNobodyShowAnotherUsersCursor() {
        table.apply(List.of(shown(1, 5)), ann);

        assertThat(table.apply(List.of(shown(1, 6)), bob)).isEmpty();
    }

    @Test
    void boundsTheClientsOfAConnection() {
        List<AwarenessEntry> many =
                LongStream.range(0, 20).mapToObj(client -> shown(client, 1)).toList();

        assertThat(table.apply(many, ann)).hasSize(AwarenessTable.MAX_CLIENTS);
    }

    @Test
    void refusesStatesThatAreNoObjects() {
        byte[] number = AwarenessEntry.write(List.of(new AwarenessEntry(1, 1, "7")));
        byte[] large = AwarenessEntry.write(List.of(new AwarenessEntry(1, 1, "{\"a\":\"" + "x".repeat(5_000) + "\"}")));

        assertThatThrownBy(() -> AwarenessEntry.read(number)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> AwarenessEntry.read(large)).hasMessageContaining("4096");
        assertThat(AwarenessEntry.read(AwarenessEntry.write(List.of(shown(7, 9)))))
                .containsExactly(shown(7, 9));
    }

    private static AwarenessEntry shown(long client, long clock) {
        return new AwarenessEntry(client, clock, "{}");
    }
}
