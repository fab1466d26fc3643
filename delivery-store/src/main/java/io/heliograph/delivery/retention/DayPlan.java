package io.heliograph.delivery.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which tables by day have to be made, and which may go. */
public record DayPlan(List<DayTable> missing, List<DayTable> outdated) {
    /** A job that fails has three days in which somebody can notice. */
    static final int DAYS_AHEAD = 3;
    /** Yesterday's events are known until today is over, so for at least 24 hours. */
    static final int DAYS_OF_EVENTS = 1;

    public DayPlan {
        missing = List.copyOf(missing);
        outdated = List.copyOf(outdated);
    }

    public static DayPlan of(Instant now, Duration longestRetention, Set<DayTable> existing) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<DayTable> missing = new ArrayList<>();
        for (DayTable.Parent parent : DayTable.Parent.values()) {
            for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
                var table = new DayTable(parent, today.plusDays(ahead));
                if (!existing.contains(table)) {
                    missing.add(table);
                }
            }
        }
        List<DayTable> outdated = existing.stream()
                .filter(table -> isOutdated(table, now, today, longestRetention))
                .sorted((a, b) -> a.day().compareTo(b.day()))
                .toList();
        return new DayPlan(missing, outdated);
    }

    private static boolean isOutdated(DayTable table, Instant now, LocalDate today, Duration longestRetention) {
        return switch (table.parent()) {
            case PUBLICATION -> {
                Instant end =
                        table.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
                yield !end.plus(longestRetention).isAfter(now);
            }
            case PROCESSED_EVENT -> table.day().isBefore(today.minusDays(DAYS_OF_EVENTS));
        };
    }
}
