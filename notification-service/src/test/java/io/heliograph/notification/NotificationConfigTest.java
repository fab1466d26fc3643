package io.heliograph.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
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
    }

    @Test
    void isSetByTheseKeys() {
        NotificationConfig config = config(Map.of(
                "notification.pod-name", "n-1",
                "notification.intake.group", "other",
                "notification.intake.batch", "10",
                "notification.intake.retry-min", "1s",
                "notification.intake.retry-max", "2s",
                "notification.store.timeout", "3s",
                "notification.publishing.timeout", "4s",
                "notification.unread.interval", "5s",
                "notification.unread.retry", "6s"));

        assertThat(config.podName()).isEqualTo("n-1");
        assertThat(config.intake().group()).isEqualTo("other");
        assertThat(config.intake().batch()).isEqualTo(10);
        assertThat(config.intake().retryMin()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.intake().retryMax()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.store().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.publishing().timeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.unread().interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.unread().retry()).isEqualTo(Duration.ofSeconds(6));
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
