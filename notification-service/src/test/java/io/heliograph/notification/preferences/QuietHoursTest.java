package io.heliograph.notification.preferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 2026-01-10T21:59:59, ",
        "22:00, 07:00, 2026-01-10T22:00:00, 2026-01-11T07:00:00",
        "22:00, 07:00, 2026-01-11T00:00:00, 2026-01-11T07:00:00",
        "22:00, 07:00, 2026-01-11T06:59:59, 2026-01-11T07:00:00",
        "22:00, 07:00, 2026-01-11T07:00:00, ",
        "12:00, 13:30, 2026-01-11T11:59:59, ",
        "12:00, 13:30, 2026-01-11T12:00:00, 2026-01-11T13:30:00",
        "12:00, 13:30, 2026-01-11T13:30:00, ",
        "00:00, 23:59, 2026-01-11T23:58:00, 2026-01-11T23:59:00",
        "07:01, 07:00, 2026-01-11T07:00:30, ",
        "07:01, 07:00, 2026-01-11T07:01:00, 2026-01-12T07:00:00",
    })
    void lastFromTheFirstInstantToTheLastByTheUsersClock(LocalTime from, LocalTime to, String now, String end) {
        var quiet = new QuietHours(from, to);

        assertThat(quiet.endAfter(Instant.parse(now + "Z"), ZoneOffset.UTC))
                .isEqualTo(end == null ? Optional.empty() : Optional.of(Instant.parse(end + "Z")));
    }

    @Test
    void areThoseOfTheUsersZone() {
        var quiet = hours("22:00", "07:00");
        Instant now = Instant.parse("2026-01-10T21:30:00Z");

        assertThat(quiet.endAfter(now, ZoneOffset.UTC)).isEmpty();
        assertThat(quiet.endAfter(now, BERLIN)).contains(Instant.parse("2026-01-11T06:00:00Z"));
        assertThat(quiet.endAfter(now, ZoneId.of("Pacific/Kiritimati"))).isEmpty();
        assertThat(quiet.endAfter(now, ZoneId.of("Asia/Kathmandu"))).contains(Instant.parse("2026-01-11T01:15:00Z"));
    }

    @Test
    void mustNotBeginAndEndAtTheSameTime() {
        assertThatThrownBy(() -> hours("07:00", "07:00")).isInstanceOf(IllegalArgumentException.class);
    }

    /** In Berlin the clock jumps from 02:00 to 03:00 at 2026-03-29T01:00:00Z. */
    @Nested
    class WhenAnHourIsLeftOut {
        @Test
        void endAnHourEarlierThanTheyWouldOtherwise() {
            assertThat(hours("22:00", "07:00").endAfter(Instant.parse("2026-03-28T23:00:00Z"), BERLIN))
                    .contains(Instant.parse("2026-03-29T05:00:00Z"));
        }

        @Test
        void endWhenTheClockJumpsOverTheirEnd() {
            var quiet = hours("22:00", "02:30");

            assertThat(quiet.endAfter(Instant.parse("2026-03-29T00:59:59Z"), BERLIN))
                    .contains(Instant.parse("2026-03-29T01:00:00Z"));
            assertThat(quiet.endAfter(Instant.parse("2026-03-29T01:00:00Z"), BERLIN))
                    .isEmpty();
        }

        @Test
        void beginWhenTheClockJumpsOverTheirBeginning() {
            var quiet = hours("02:30", "05:00");

            assertThat(quiet.endAfter(Instant.parse("2026-03-29T00:59:59Z"), BERLIN))
                    .isEmpty();
            assertThat(quiet.endAfter(Instant.parse("2026-03-29T01:00:00Z"), BERLIN))
                    .contains(Instant.parse("2026-03-29T03:00:00Z"));
        }

        @Test
        void areLeftOutWhenAllOfThemAre() {
            var quiet = hours("02:15", "02:45");

            assertThat(quiet.endAfter(Instant.parse("2026-03-29T01:00:00Z"), BERLIN))
                    .isEmpty();
            assertThat(quiet.endAfter(Instant.parse("2026-03-30T00:20:00Z"), BERLIN))
                    .contains(Instant.parse("2026-03-30T00:45:00Z"));
        }
    }

    /** In Berlin the clock goes back from 03:00 to 02:00 at 2026-10-25T01:00:00Z. */
    @Nested
    class WhenAnHourComesTwice {
        @Test
        void lastAnHourLonger() {
            assertThat(hours("22:00", "07:00").endAfter(Instant.parse("2026-10-24T20:00:00Z"), BERLIN))
                    .contains(Instant.parse("2026-10-25T06:00:00Z"));
        }

        @Test
        void endTheSecondTime() {
            var quiet = hours("22:00", "02:30");

            assertThat(quiet.endAfter(Instant.parse("2026-10-25T00:45:00Z"), BERLIN)) // 02:45 the first time
                    .contains(Instant.parse("2026-10-25T01:30:00Z"));
            assertThat(quiet.endAfter(Instant.parse("2026-10-25T01:30:00Z"), BERLIN))
                    .isEmpty();
        }

        @Test
        void beginTheFirstTime() {
            var quiet = hours("02:30", "05:00");

            assertThat(quiet.endAfter(Instant.parse("2026-10-25T00:29:59Z"), BERLIN))
                    .isEmpty();
            assertThat(quiet.endAfter(Instant.parse("2026-10-25T00:30:00Z"), BERLIN))
                    .contains(Instant.parse("2026-10-25T04:00:00Z"));
            assertThat(quiet.endAfter(Instant.parse("2026-10-25T01:10:00Z"), BERLIN)) // 02:10 the second time
                    .contains(Instant.parse("2026-10-25T04:00:00Z"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreeWithTheWallClockWhereverItIsNotChanged(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            LocalTime from = LocalTime.of(random.nextInt(24), random.nextInt(60));
            LocalTime to = LocalTime.of(random.nextInt(24), random.nextInt(60));
            if (from.equals(to)) {
                continue;
            }
            // Between the changes of March and October.
            ZonedDateTime now = ZonedDateTime.of(2026, 5, 1 + random.nextInt(28), 0, 0, 0, 0, BERLIN)
                    .plusSeconds(random.nextInt(86_400));
            LocalTime clock = now.toLocalTime();
            boolean quiet = from.isBefore(to)
                    ? !clock.isBefore(from) && clock.isBefore(to)
                    : !clock.isBefore(from) || clock.isBefore(to);

            var end = new QuietHours(from, to).endAfter(now.toInstant(), BERLIN);

            assertThat(end.isPresent())
                    .as("seed %d: %s to %s at %s", seed, from, to, now)
                    .isEqualTo(quiet);
            end.ifPresent(
                    instant -> assertThat(instant.atZone(BERLIN).toLocalTime()).isEqualTo(to));
        }
    }

    private static QuietHours hours(String from, String to) {
        return new QuietHours(LocalTime.parse(from), LocalTime.parse(to));
    }
}
