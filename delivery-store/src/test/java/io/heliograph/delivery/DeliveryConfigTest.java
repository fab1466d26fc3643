package io.heliograph.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryConfigTest {
    @Test
    void hasDefaultsForProduction() {
        DeliveryConfig config = with(Map.of()).getConfigMapping(DeliveryConfig.class);

        assertThat(config.kindsFile()).isEmpty();
        assertThat(config.http().credential()).isEmpty();
        assertThat(config.append().maxRecords()).isEqualTo(500);
        assertThat(config.append().maxBytes().asLongValue()).isEqualTo(256 * 1024);
        assertThat(config.append().maxConcurrent()).isEqualTo(8);
        assertThat(config.append().timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.consume()).isTrue();
        assertThat(config.signals().generation()).isEqualTo(1);
        assertThat(config.signals().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.signals().maxWaiting()).isEqualTo(20_000);
        assertThat(config.routing().timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.routing().maxWaiting()).isEqualTo(20_000);
        assertThat(config.catchUp().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.retention().interval()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void refusesAKeyThatItDoesNotKnow() {
        assertThatThrownBy(() -> with(Map.of("delivery.append.max-recrods", "7")))
                .hasMessageContaining("delivery.append.max-recrods");
    }

    private static SmallRyeConfig with(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(DeliveryConfig.class)
                .withDefaultValues(settings)
                .build();
    }
}
