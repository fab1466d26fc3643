package io.heliograph.delivery.retention;

import static io.heliograph.delivery.retention.DayTable.Parent.PROCESSED_EVENT;
import static io.heliograph.delivery.retention.DayTable.Parent.PUBLICATION;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DayPlanTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-01");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void makesTodayAndThreeDaysAhead() {
        DayPlan plan = DayPlan.of(NOW, WEEK, Set.of());

        assertThat(plan.missing())
                .extracting(DayTable::tableName)
                .containsExactly(
                        "publication_20260301",
                        "publication_20260302",
                        "publication_20260303",
                        "publication_20260304",
                        "processed_event_20260301",
                        "processed_event_20260302",
                        "processed_event_20260303",
                        "processed_event_20260304");
        assertThat(plan.outdated()).isEmpty();
    }

    @Test
    void keepsWhatSomebodyMayStillReadAndTheEventsOfYesterday() {
        Set<DayTable> existing = new HashSet<>();
        IntStream.rangeClosed(-10, 3).forEach(day -> {
            existing.add(new DayTable(PUBLICATION, TODAY.plusDays(day)));
            existing.add(new DayTable(PROCESSED_EVENT, TODAY.plusDays(day)));
        });

        DayPlan plan = DayPlan.of(NOW, WEEK, existing);

        assertThat(plan.missing()).isEmpty();
        assertThat(plan.outdated().stream().filter(table -> table.parent() == PUBLICATION))
                .extracting(DayTable::day)
                .containsExactly(TODAY.minusDays(10), TODAY.minusDays(9), TODAY.minusDays(8));
        assertThat(plan.outdated().stream().filter(table -> table.parent() == PROCESSED_EVENT))
                .extracting(DayTable::day)
                .hasSize(9)
                .allMatch(day -> day.isBefore(TODAY.minusDays(1)));
    }

    @Test
    void knowsItsTablesByTheirNames() {
        var table = new DayTable(PUBLICATION, TODAY);

        assertThat(DayTable.parse(table.tableName())).contains(table);
        assertThat(DayTable.parse("publication_2026")).isEmpty();
        assertThat(DayTable.parse("channel")).isEmpty();
        assertThat(table.from()).isEqualTo("'2026-03-01T00:00Z'");
        assertThat(table.to()).isEqualTo("'2026-03-02T00:00Z'");
        assertThat(new DayTable(PROCESSED_EVENT, TODAY).to()).isEqualTo("'2026-03-02'");
    }
}
