package io.heliograph.presence.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.presence.membership.OccupancyFold.Effect;
import io.heliograph.presence.membership.OccupancyState.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OccupancyFoldTest {
    private final OccupancyFold fold = new OccupancyFold(200, 150, Duration.ofSeconds(1));
    private OccupancyState room = OccupancyState.EMPTY;
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    private List<Effect> change(int members, int connections) {
        OccupancyFold.Step step = fold.settle(room, members, connections, now);
        room = step.next();
        return step.effects();
    }

    @Test
    void listsUpToTheBound() {
        assertThat(change(200, 210)).isEmpty();
        assertThat(room.counted()).isFalse();
    }

    @Test
    void countsAboveTheBound() {
        change(200, 210);

        assertThat(change(1, 1)).containsExactly(new Effect.Unlist(), new Effect.Report(new Count(201, 211), 1));
    }

    @Test
    void listsAgainOnlyBelowTheLowerBound() {
        change(201, 201);
        now = now.plusSeconds(2);
        assertThat(change(-51, -51)).containsExactly(new Effect.Report(new Count(150, 150), 2));

        assertThat(change(-1, -1)).containsExactly(new Effect.RemoveReport(3), new Effect.ListAll());
        assertThat(change(51, 51)).isEmpty();
    }

    @Test
    void tellsACountOnceInTheIntervalAndTheLastOneInAnyCase() {
        change(201, 201);
        now = now.plusMillis(400);
        assertThat(change(1, 1)).isEmpty();
        assertThat(change(1, 1)).isEmpty();
        assertThat(room.dueAt()).contains(now.plusMillis(600));

        now = now.plusMillis(600);
        assertThat(change(0, 0)).containsExactly(new Effect.Report(new Count(203, 203), 2));
        assertThat(room.dueAt()).isEmpty();
        assertThat(change(0, 0)).isEmpty();
    }

    @Test
    void aCountThatIsAgainWhatWasToldIsNotTold() {
        change(201, 201);
        now = now.plusMillis(400);
        change(1, 1);
        change(-1, -1);

        assertThat(room.dueAt()).isEmpty();
    }

    @Test
    void refusesBoundsThatCross() {
        assertThatThrownBy(() -> new OccupancyFold(100, 150, Duration.ofSeconds(1)))
                .hasMessageContaining("presence.occupancy-below");
    }
}
