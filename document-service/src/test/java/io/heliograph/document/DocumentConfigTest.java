package io.heliograph.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentConfigTest {
    @Test
    void hasDefaultsThatSuitProduction() {
        DocumentConfig config = config(Map.of());

        assertThat(config.podName()).isEqualTo("document-service");
        assertThat(config.kindsFile()).isEmpty();
        assertThat(config.cache().asLongValue()).isEqualTo(256L * 1024 * 1024);
        assertThat(config.token().key()).isEqualTo("secret");
        assertThat(config.token().ttl()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.fanout().compareInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.fanout().pollInterval()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.compaction().rows()).isEqualTo(200);
        assertThat(config.compaction().size().asLongValue()).isEqualTo(256L * 1024);
        assertThat(config.compaction().idle()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.compaction().retention()).isEqualTo(Duration.ofDays(7));
        assertThat(config.history().retention()).isEmpty();
        assertThat(config.limits().documents()).isEqualTo(10_000);
        assertThat(config.limits().connectionsOfUser()).isEqualTo(100);
        assertThat(config.limits().writers()).isEqualTo(200);
        assertThat(config.limits().viewers()).isEqualTo(2_000);
        assertThat(config.limits().largeSize().asLongValue()).isEqualTo(10L * 1024 * 1024);
        assertThat(config.limits().size().asLongValue()).isEqualTo(50L * 1024 * 1024);
        assertThat(config.limits().structs()).isEqualTo(2_000_000);
        assertThat(config.limits().clients()).isEqualTo(20_000);
        assertThat(config.limits().depth()).isEqualTo(500);
        assertThat(config.announcing().quiet()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.announcing().atMost()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.announcing().timeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void isSetByTheseKeys() {
        DocumentConfig config = config(Map.ofEntries(
                Map.entry("document.pod-name", "d-1"),
                Map.entry("document.kinds-file", "/etc/kinds.json"),
                Map.entry("document.cache", "1K"),
                Map.entry("document.token.ttl", "2s"),
                Map.entry("document.fanout.compare-interval", "3s"),
                Map.entry("document.fanout.poll-interval", "4s"),
                Map.entry("document.compaction.rows", "5"),
                Map.entry("document.compaction.size", "6K"),
                Map.entry("document.compaction.idle", "7s"),
                Map.entry("document.compaction.retention", "8s"),
                Map.entry("document.history.retention", "17d"),
                Map.entry("document.limits.documents", "9"),
                Map.entry("document.limits.connections-of-user", "10"),
                Map.entry("document.limits.writers", "11"),
                Map.entry("document.limits.viewers", "12"),
                Map.entry("document.limits.large-size", "13"),
                Map.entry("document.limits.size", "14"),
                Map.entry("document.limits.structs", "15"),
                Map.entry("document.limits.clients", "16"),
                Map.entry("document.limits.depth", "18"),
                Map.entry("document.announcing.quiet", "5ms"),
                Map.entry("document.announcing.at-most", "6s"),
                Map.entry("document.announcing.timeout", "7s")));

        assertThat(config.podName()).isEqualTo("d-1");
        assertThat(config.kindsFile()).contains(Path.of("/etc/kinds.json"));
        assertThat(config.cache().asLongValue()).isEqualTo(1024);
        assertThat(config.token().ttl()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.fanout().compareInterval()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.fanout().pollInterval()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.compaction().rows()).isEqualTo(5);
        assertThat(config.compaction().size().asLongValue()).isEqualTo(6L * 1024);
        assertThat(config.compaction().idle()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.compaction().retention()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.history().retention()).contains(Duration.ofDays(17));
        assertThat(config.limits().documents()).isEqualTo(9);
        assertThat(config.limits().connectionsOfUser()).isEqualTo(10);
        assertThat(config.limits().writers()).isEqualTo(11);
        assertThat(config.limits().viewers()).isEqualTo(12);
        assertThat(config.limits().largeSize().asLongValue()).isEqualTo(13);
        assertThat(config.limits().size().asLongValue()).isEqualTo(14);
        assertThat(config.limits().structs()).isEqualTo(15);
        assertThat(config.limits().clients()).isEqualTo(16);
        assertThat(config.limits().depth()).isEqualTo(18);
        assertThat(config.announcing().quiet()).isEqualTo(Duration.ofMillis(5));
        assertThat(config.announcing().atMost()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.announcing().timeout()).isEqualTo(Duration.ofSeconds(7));
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
