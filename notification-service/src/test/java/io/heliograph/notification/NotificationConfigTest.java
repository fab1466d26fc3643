package io.heliograph.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.notification.preferences.AlertRate;
import io.heliograph.notification.preferences.DigestChoice;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NotificationConfigTest {
    @Test
    void hasDefaultsThatSuitProduction() {
        NotificationConfig config = config(Map.of());

        assertThat(config.podName()).isEqualTo("notification-service");
        assertThat(config.intake().group()).isEqualTo("notification-service");
        assertThat(config.intake().batch()).isEqualTo(200);
        assertThat(config.intake().retryMin()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.intake().retryMax()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.store().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.publishing().timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.unread().interval()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.unread().retry()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.retention().age()).isEqualTo(Duration.ofDays(90));
        assertThat(config.retention().perUser()).isEqualTo(5_000);
        assertThat(config.retention().interval()).isEqualTo(Duration.ofHours(6));
        assertThat(config.rate()).isEqualTo(new AlertRate(60, Duration.ofHours(1)));
        assertThat(config.email().enabled()).isFalse();
        assertThat(config.email().interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.digest().dailyAt()).isEqualTo(LocalTime.of(8, 0));
        assertThat(config.digest().rateWindow()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.digest().items()).isEqualTo(10);
        assertThat(config.digest().interval()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void isSetByTheseKeys() {
        NotificationConfig config = config(Map.ofEntries(
                Map.entry("notification.pod-name", "n-1"),
                Map.entry("notification.intake.group", "other"),
                Map.entry("notification.intake.batch", "10"),
                Map.entry("notification.intake.retry-min", "1s"),
                Map.entry("notification.intake.retry-max", "2s"),
                Map.entry("notification.store.timeout", "3s"),
                Map.entry("notification.publishing.timeout", "4s"),
                Map.entry("notification.unread.interval", "5s"),
                Map.entry("notification.unread.retry", "6s"),
                Map.entry("notification.retention.age", "30d"),
                Map.entry("notification.retention.per-user", "300"),
                Map.entry("notification.retention.interval", "7m"),
                Map.entry("notification.rate", "unlimited"),
                Map.entry("notification.email.enabled", "true"),
                Map.entry("notification.email.interval", "2s"),
                Map.entry("notification.digest.daily-at", "18:30"),
                Map.entry("notification.digest.rate-window", "7m"),
                Map.entry("notification.digest.items", "8"),
                Map.entry("notification.digest.interval", "9s"),
                Map.entry("notification.categories.orders.rate", "3/1d"),
                Map.entry("notification.categories.orders.digest", "daily"),
                Map.entry("notification.categories.orders.digest-above-rate", "true"),
                Map.entry("notification.categories.orders.high-passes-rate", "true")));

        assertThat(config.podName()).isEqualTo("n-1");
        assertThat(config.intake().group()).isEqualTo("other");
        assertThat(config.intake().batch()).isEqualTo(10);
        assertThat(config.intake().retryMin()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.intake().retryMax()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.store().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.publishing().timeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.unread().interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.unread().retry()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.retention().age()).isEqualTo(Duration.ofDays(30));
        assertThat(config.retention().perUser()).isEqualTo(300);
        assertThat(config.retention().interval()).isEqualTo(Duration.ofMinutes(7));
        assertThat(config.rate()).isEqualTo(AlertRate.UNLIMITED);
        NotificationConfig.Category orders =
                Objects.requireNonNull(config.categories().get("orders"));
        assertThat(orders.rate()).contains(new AlertRate(3, Duration.ofDays(1)));
        assertThat(orders.highPassesRate()).isTrue();
        assertThat(orders.digest()).isEqualTo(DigestChoice.DAILY);
        assertThat(orders.digestAboveRate()).isTrue();
        assertThat(config.email().enabled()).isTrue();
        assertThat(config.email().interval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.digest().dailyAt()).isEqualTo(LocalTime.of(18, 30));
        assertThat(config.digest().rateWindow()).isEqualTo(Duration.ofMinutes(7));
        assertThat(config.digest().items()).isEqualTo(8);
        assertThat(config.digest().interval()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void refusesKeysThatItDoesNotKnow() {
        assertThatThrownBy(() -> config(Map.of("notification.intake.batsh", "10")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("notification.intake.batsh");
    }

    private static NotificationConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(NotificationConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(NotificationConfig.class);
    }
}
