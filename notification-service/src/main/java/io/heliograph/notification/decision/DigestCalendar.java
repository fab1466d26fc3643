package io.heliograph.notification.decision;

import io.heliograph.notification.preferences.DigestChoice;
import io.heliograph.notification.preferences.Preferences;
import io.heliograph.notification.preferences.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * When what is held is summarised: never in quiet hours, but at their end.
 *
 * @param dailyAt by the user's clock
 * @param rateWindow what came too often is summarised at the next multiple of it
 */
public record DigestCalendar(LocalTime dailyAt, Duration rateWindow) {
    public DigestCalendar {
        if (rateWindow.toSeconds() < 1) {
            throw new IllegalArgumentException("notification.digest.rate-window must be at least a second");
        }
    }

    /** The next time after {@code now} for what the user wants summarised, or for what came too often if that is sooner. */
    public Instant next(Preferences preferences, boolean tooOften, Instant now) {
        Instant chosen = chosen(preferences, now);
        Instant rate = tooOften ? nextRateWindow(now) : chosen;
        return afterQuietHours(preferences, rate.isBefore(chosen) ? rate : chosen);
    }

    private static Instant afterQuietHours(Preferences preferences, Instant time) {
        QuietHours quiet = preferences.quietHours();
        return quiet == null ? time : quiet.endAfter(time, preferences.zone()).orElse(time);
    }

    private Instant chosen(Preferences preferences, Instant now) {
        ZonedDateTime local = now.atZone(preferences.zone());
        return switch (preferences.digest()) {
            case HOURLY -> local.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
            case DAILY -> nextDaily(local);
            case OFF -> Instant.MAX;
        };
    }

    /** With a time that there is not this day, at the moment to which the clock jumps. */
    private Instant nextDaily(ZonedDateTime local) {
        Instant today =
                local.toLocalDate().atTime(dailyAt).atZone(local.getZone()).toInstant();
        return today.isAfter(local.toInstant())
                ? today
                : local.toLocalDate()
                        .plusDays(1)
                        .atTime(dailyAt)
                        .atZone(local.getZone())
                        .toInstant();
    }

    private Instant nextRateWindow(Instant now) {
        long seconds = rateWindow.toSeconds();
        return Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), seconds) + 1) * seconds);
    }

    boolean isChosen(Preferences preferences) {
        return preferences.digest() != DigestChoice.OFF;
    }
}
