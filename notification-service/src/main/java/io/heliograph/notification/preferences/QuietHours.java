package io.heliograph.notification.preferences;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From when until when, each day, somebody is not to be disturbed. Over midnight when {@code to} is not after {@code from}.
 * When clocks are changed, silence is kept rather than broken: a time that there is twice counts the first time as a beginning
 * and the second time as an end; a time that there is not counts when the clock jumps over it.
 */
public record QuietHours(LocalTime from, LocalTime to) {
    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("quiet hours must end at another time than " + from);
        }
    }

    /** When the quiet hours that {@code now} is in are over; empty outside of them. */
    public Optional<Instant> endAfter(Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return Stream.of(today.minusDays(1), today) // what began the day before yesterday is over
                .filter(day -> !start(day, zone).isAfter(now))
                .map(day -> end(day, zone))
                .filter(now::isBefore)
                .findFirst();
    }

    private Instant start(LocalDate day, ZoneId zone) {
        return instant(day.atTime(from), zone, 0);
    }

    private Instant end(LocalDate day, ZoneId zone) {
        LocalDate endDay = to.isAfter(from) ? day : day.plusDays(1);
        return instant(endDay.atTime(to), zone, 1);
    }

    private static Instant instant(LocalDateTime time, ZoneId zone, int whichOfTwo) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition jump = zone.getRules().getTransition(time);
            return jump.getInstant();
        }
        return time.toInstant(offsets.get(Math.min(whichOfTwo, offsets.size() - 1)));
    }
}
