package io.heliograph.notification.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.notification.preferences.DigestChoice;
import io.heliograph.notification.preferences.DigestPreferences;
import io.heliograph.notification.preferences.Preferences;
import io.heliograph.notification.preferences.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestCalendarTest {
    private final DigestCalendar calendar = new DigestCalendar(LocalTime.of(8, 0), Duration.ofMinutes(15));

    @ParameterizedTest
    @CsvSource({
        "HOURLY, UTC, 2026-01-10T10:00:00Z, 2026-01-10T11:00:00Z",
        "HOURLY, UTC, 2026-01-10T10:59:59Z, 2026-01-10T11:00:00Z",
        "HOURLY, Asia/Kathmandu, 2026-01-10T10:00:00Z, 2026-01-10T10:15:00Z",
        "HOURLY, Europe/Berlin, 2026-10-25T00:10:00Z, 2026-10-25T01:00:00Z",
        "HOURLY, Europe/Berlin, 2026-10-25T01:10:00Z, 2026-10-25T02:00:00Z",
        "DAILY, UTC, 2026-01-10T07:59:59Z, 2026-01-10T08:00:00Z",
        "DAILY, UTC, 2026-01-10T08:00:00Z, 2026-01-11T08:00:00Z",
        "DAILY, Europe/Berlin, 2026-03-28T07:30:00Z, 2026-03-29T06:00:00Z",
        "DAILY, Europe/Berlin, 2026-10-24T06:30:00Z, 2026-10-25T07:00:00Z",
    })
    void summarisesAtTheNextTimeByTheUsersClock(DigestChoice choice, String zone, Instant now, Instant next) {
        assertThat(calendar.next(choice, preferences(zone, null), false, now)).isEqualTo(next);
    }

    @Test
    void summarisesADailyDigestOnceTheClockHasJumpedOverItsTime() {
        var atNight = new DigestCalendar(LocalTime.of(2, 30), Duration.ofMinutes(15));

        assertThat(atNight.next(
                        DigestChoice.DAILY,
                        preferences("Europe/Berlin", null),
                        false,
                        Instant.parse("2026-03-28T12:00:00Z")))
                .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void summarisesWhatCameTooOftenAtTheNextQuarterOfAnHour() {
        Preferences none = preferences("UTC", null);
        Instant now = Instant.parse("2026-01-10T10:07:00Z");

        assertThat(calendar.next(DigestChoice.OFF, none, true, now)).isEqualTo("2026-01-10T10:15:00Z");
        assertThat(calendar.next(DigestChoice.OFF, none, true, Instant.parse("2026-01-10T10:15:00Z")))
                .isEqualTo("2026-01-10T10:30:00Z");
        assertThat(calendar.next(DigestChoice.DAILY, none, true, now)).isEqualTo("2026-01-10T10:15:00Z");
    }

    @Test
    void waitsForTheEndOfQuietHours() {
        var quiet = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));

        assertThat(calendar.next(
                        DigestChoice.HOURLY, preferences("UTC", quiet), false, Instant.parse("2026-01-10T21:30:00Z")))
                .isEqualTo("2026-01-11T07:00:00Z");
        assertThat(calendar.next(
                        DigestChoice.HOURLY, preferences("UTC", quiet), false, Instant.parse("2026-01-10T20:30:00Z")))
                .isEqualTo("2026-01-10T21:00:00Z");
    }

    @Test
    void summarisesAtTheTimeThatTheUserHasChosen() {
        var evening = new Preferences(
                ZoneId.of("Europe/Berlin"),
                null,
                new DigestPreferences(DigestChoice.DAILY, LocalTime.of(18, 30), Map.of()),
                Map.of());

        assertThat(calendar.next(DigestChoice.DAILY, evening, false, Instant.parse("2026-07-01T12:00:00Z")))
                .isEqualTo("2026-07-01T16:30:00Z");
    }

    private static Preferences preferences(String zone, @Nullable QuietHours quiet) {
        return new Preferences(ZoneId.of(zone), quiet, DigestPreferences.NONE, Map.of());
    }
}
