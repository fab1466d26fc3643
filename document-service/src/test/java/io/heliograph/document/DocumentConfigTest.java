package io.heliograph.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentConfigTest {
    @Test
    void hasDefaultsThatSuitProduction() {
        DocumentConfig config = config(Map.of());

        assertThat(config.podName()).isEqualTo("document-service");
        assertThat(config.cache().asLongValue()).isEqualTo(64L * 1024 * 1024);
        assertThat(config.token().key()).isEqualTo("secret");
        assertThat(config.token().ttl()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.fanout().compareInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.fanout().pollInterval()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.compaction().rows()).isEqualTo(200);
        assertThat(config.compaction().size().asLongValue()).isEqualTo(256L * 1024);
        assertThat(config.compaction().idle()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.compaction().retention()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void isSetByTheseKeys() {
        DocumentConfig config = config(Map.of(
                "document.pod-name", "d-1",
                "document.cache", "1K",
                "document.token.ttl", "2s",
                "document.fanout.compare-interval", "3s",
                "document.fanout.poll-interval", "4s",
                "document.compaction.rows", "5",
                "document.compaction.size", "6K",
                "document.compaction.idle", "7s",
                "document.compaction.retention", "8s"));

        assertThat(config.podName()).isEqualTo("d-1");
        assertThat(config.cache().asLongValue()).isEqualTo(1024);
        assertThat(config.token().ttl()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.fanout().compareInterval()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.fanout().pollInterval()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.compaction().rows()).isEqualTo(5);
        assertThat(config.compaction().size().asLongValue()).isEqualTo(6L * 1024);
        assertThat(config.compaction().idle()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.compaction().retention()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void refusesKeysThatItDoesNotKnow() {
        assertThatThrownBy(() -> config(Map.of("document.tokens", "1")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("document.tokens");
    }

    private static DocumentConfig config(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("document.token.key", "secret");
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withMapping(DocumentConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(DocumentConfig.class);
    }
}
