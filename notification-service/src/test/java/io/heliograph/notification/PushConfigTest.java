package io.heliograph.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PushConfigTest {
    @Test
    void isOffByDefaultAndKnowsTheFourLargePushServices() {
        NotificationConfig config = config(Map.of());

        PushConfig push = config.push();
        assertThat(push.vapid().publicKey()).isEmpty();
        assertThat(push.vapid().privateKey()).isEmpty();
        assertThat(push.vapid().subject()).isEmpty();
        assertThat(push.endpointHosts())
                .containsExactly(
                        "fcm.googleapis.com",
                        "updates.push.services.mozilla.com",
                        "*.push.apple.com",
                        "*.notify.windows.com");
        assertThat(push.endpointPorts()).containsExactly(443);
        assertThat(push.developmentOrigin()).isEmpty();
        assertThat(push.after()).isEqualTo(Duration.ofSeconds(20));
        assertThat(push.interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(push.lease()).isEqualTo(Duration.ofMinutes(2));
        assertThat(push.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(push.retryMin()).isEqualTo(Duration.ofSeconds(5));
        assertThat(push.retryMax()).isEqualTo(Duration.ofMinutes(10));
        assertThat(push.registryYoungFor()).isEqualTo(Duration.ofSeconds(60));
        assertThat(push.registryTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.history().url()).isEqualTo(URI.create("http://localhost:8091"));
        assertThat(config.history().credential()).isEmpty();
        assertThat(config.history().timeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void isSetByTheseKeys() {
        NotificationConfig config = config(Map.ofEntries(
                Map.entry("notification.push.vapid.public-key", "public"),
                Map.entry("notification.push.vapid.private-key", "private"),
                Map.entry("notification.push.vapid.subject", "mailto:ops@shop.example"),
                Map.entry("notification.push.endpoint-hosts", "push.example,*.push.example"),
                Map.entry("notification.push.endpoint-ports", "443,8443"),
                Map.entry("notification.push.development-origin", "http://localhost:9999"),
                Map.entry("notification.push.after", "1m"),
                Map.entry("notification.push.interval", "2s"),
                Map.entry("notification.push.lease", "3m"),
                Map.entry("notification.push.timeout", "4s"),
                Map.entry("notification.push.retry-min", "5ms"),
                Map.entry("notification.push.retry-max", "6s"),
                Map.entry("notification.push.registry-young-for", "7s"),
                Map.entry("notification.push.registry-timeout", "8s"),
                Map.entry("notification.history.url", "http://store:1"),
                Map.entry("notification.history.credential", "secret"),
                Map.entry("notification.history.timeout", "9s")));

        PushConfig push = config.push();
        assertThat(push.vapid().publicKey()).contains("public");
        assertThat(push.vapid().privateKey()).contains("private");
        assertThat(push.vapid().subject()).contains("mailto:ops@shop.example");
        assertThat(push.endpointHosts()).containsExactly("push.example", "*.push.example");
        assertThat(push.endpointPorts()).containsExactlyInAnyOrder(443, 8443);
        assertThat(push.developmentOrigin()).contains(URI.create("http://localhost:9999"));
        assertThat(push.after()).isEqualTo(Duration.ofMinutes(1));
        assertThat(push.interval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(push.lease()).isEqualTo(Duration.ofMinutes(3));
        assertThat(push.timeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(push.retryMin()).isEqualTo(Duration.ofMillis(5));
        assertThat(push.retryMax()).isEqualTo(Duration.ofSeconds(6));
        assertThat(push.registryYoungFor()).isEqualTo(Duration.ofSeconds(7));
        assertThat(push.registryTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.history().url()).isEqualTo(URI.create("http://store:1"));
        assertThat(config.history().credential()).contains("secret");
        assertThat(config.history().timeout()).isEqualTo(Duration.ofSeconds(9));
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
