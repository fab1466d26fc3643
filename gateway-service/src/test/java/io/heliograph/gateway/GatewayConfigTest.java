package io.heliograph.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pins the keys and the defaults: an operator relies on both. */
class GatewayConfigTest {
    private static final Map<String, String> REQUIRED = Map.of(
            "gateway.history.url", "http://store:8080",
            "gateway.history.credential", "0123456789abcdef");

    @Test
    void hasDefaultsForAllButTheStore() {
        GatewayConfig config = config(REQUIRED);

        assertThat(config.connection().pingInterval()).isEqualTo(Duration.ofSeconds(25));
        assertThat(config.connection().idleTimeout()).isEqualTo(Duration.ofSeconds(62));
        assertThat(config.connection().helloTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.connection().allowedOrigins()).containsExactly("http://localhost:8080");
        assertThat(config.connection().framesPerSecond()).isEqualTo(20);
        assertThat(config.connection().frameBurst()).isEqualTo(60);
        assertThat(config.outbound().maxFrames()).isEqualTo(256);
        assertThat(config.outbound().maxBytes()).isEqualTo(256 * 1024);
        assertThat(config.repair().sweep()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.repair().sweepWithoutRedis()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.admission().maxConnections()).isEmpty();
        assertThat(config.admission().handshakesPerSecond()).isEqualTo(500);
        assertThat(config.admission().handshakeBurst()).isEqualTo(1_000);
        assertThat(config.draining().window()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.draining().grace()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.kindsFile()).isEmpty();
    }

    private static GatewayConfig config(Map<String, String> values) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(GatewayConfig.class)
                .withDefaultValues(values)
                .build();
        return config.getConfigMapping(GatewayConfig.class);
    }
}
