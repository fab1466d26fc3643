package io.heliograph.notification.decision;

import io.heliograph.notification.preferences.DigestChoice;
import io.heliograph.notification.preferences.Preferences;
import io.heliograph.notification.preferences.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When what is held is summarised: never in quiet hours, but at their end.
 *
 * @param dailyAt by the user's clock, unless the user has chosen a time
 * @param rateWindow what came too often is summarised at the next multiple of it
 */
public record DigestCalendar(LocalTime dailyAt, Duration rateWindow) {
    public DigestCalendar {
        if (rateWindow.toSeconds() < 1) {
            throw new IllegalArgumentException("notification.digest.rate-window must be at least a second");
        }
    }

    /**
     * The next time after {@code now} for what is to be summarised, or for what came too often if that is sooner.
     *
     * @param choice not {@link DigestChoice#OFF} unless it came too often
     */
    public Instant next(DigestChoice choice, Preferences preferences, boolean tooOften, Instant now) {
        Instant chosen = chosen(choice, preferences, now);
        Instant rate = tooOften ? nextRateWindow(now) : chosen;
        return afterQuietHours(preferences, rate.isBefore(chosen) ? rate : chosen);
    }

    private static Instant afterQuietHours(Preferences preferences, Instant time) {
        QuietHours quiet = preferences.quietHours();
        return quiet == null ? time : quiet.endAfter(time, preferences.zone()).orElse(time);
    }

    private Instant chosen(DigestChoice choice, Preferences preferences, Instant now) {
        ZonedDateTime local = now.atZone(preferences.zone());
        return switch (choice) {
            case HOURLY -> local.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
            case DAILY -> nextDaily(local, preferences.digest().dailyAt());
            case OFF -> Instant.MAX;
        };
    }

    /** With a time that there is not this day, at the moment to which the clock jumps. */
    private Instant nextDaily(ZonedDateTime local, @Nullable LocalTime chosen) {
        LocalTime at = chosen == null ? dailyAt : chosen;
        Instant today = local.toLocalDate().atTime(at).atZone(local.getZone()).toInstant();
        return today.isAfter(local.toInstant())
                ? today
                : local.toLocalDate()
                        .plusDays(1)
                        .atTime(at)
                        .atZone(local.getZone())
                        .toInstant();
    }

    private Instant nextRateWindow(Instant now) {
        long seconds = rateWindow.toSeconds();
        return Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), seconds) + 1) * seconds);
    }
}
