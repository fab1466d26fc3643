package io.heliograph.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresenceConfigTest {
    @Test
    void hasDefaultsThatSuitProduction() {
        PresenceConfig config = config(Map.of());

        assertThat(config.podName()).isEqualTo("presence-service");
        assertThat(config.group()).isEqualTo("presence-service");
        assertThat(config.kindsFile()).isEmpty();
        assertThat(config.grace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.crashGrace()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.occupancyAbove()).isEqualTo(200);
        assertThat(config.occupancyBelow()).isEqualTo(150);
        assertThat(config.occupancyInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.tick()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.batch()).isEqualTo(1_000);
        assertThat(config.republishPerSecond()).isEqualTo(2_000);
        assertThat(config.retryMin()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.retryMax()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.registry().interval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.registry().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.registry().youngFor()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.registry().settle()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.store().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.publishing().timeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void isSetByTheseKeys() {
        PresenceConfig config = config(Map.ofEntries(
                Map.entry("presence.pod-name", "p-1"),
                Map.entry("presence.group", "other"),
                Map.entry("presence.kinds-file", "/etc/kinds.json"),
                Map.entry("presence.grace", "1s"),
                Map.entry("presence.crash-grace", "2s"),
                Map.entry("presence.occupancy-above", "3"),
                Map.entry("presence.occupancy-below", "2"),
                Map.entry("presence.occupancy-interval", "4s"),
                Map.entry("presence.tick", "5s"),
                Map.entry("presence.batch", "6"),
                Map.entry("presence.republish-per-second", "7"),
                Map.entry("presence.retry-min", "8s"),
                Map.entry("presence.retry-max", "9s"),
                Map.entry("presence.registry.interval", "10s"),
                Map.entry("presence.registry.timeout", "11s"),
                Map.entry("presence.registry.young-for", "12s"),
                Map.entry("presence.registry.settle", "13s"),
                Map.entry("presence.store.timeout", "14s"),
                Map.entry("presence.publishing.timeout", "15s")));

        assertThat(config.podName()).isEqualTo("p-1");
        assertThat(config.group()).isEqualTo("other");
        assertThat(config.kindsFile()).contains(Path.of("/etc/kinds.json"));
        assertThat(config.grace()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.crashGrace()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.occupancyAbove()).isEqualTo(3);
        assertThat(config.occupancyBelow()).isEqualTo(2);
        assertThat(config.occupancyInterval()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.tick()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.batch()).isEqualTo(6);
        assertThat(config.republishPerSecond()).isEqualTo(7);
        assertThat(config.retryMin()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.retryMax()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.registry().interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.registry().timeout()).isEqualTo(Duration.ofSeconds(11));
        assertThat(config.registry().youngFor()).isEqualTo(Duration.ofSeconds(12));
        assertThat(config.registry().settle()).isEqualTo(Duration.ofSeconds(13));
        assertThat(config.store().timeout()).isEqualTo(Duration.ofSeconds(14));
        assertThat(config.publishing().timeout()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void refusesKeysThatItDoesNotKnow() {
        assertThatThrownBy(() -> config(Map.of("presence.grase", "10s")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("presence.grase");
    }

    private static PresenceConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(PresenceConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(PresenceConfig.class);
    }
}
