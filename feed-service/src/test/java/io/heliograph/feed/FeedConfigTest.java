package io.heliograph.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedConfigTest {
    @Test
    void hasDefaultsThatSuitProduction() {
        FeedConfig config = config(Map.of());

        assertThat(config.podName()).isEqualTo("feed-service");
        assertThat(config.group()).isEqualTo("feed-service");
        assertThat(config.kindsFile()).isEmpty();
        assertThat(config.cursorKey()).isEmpty();
        assertThat(config.batch()).isEqualTo(500);
        assertThat(config.retryMin()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.retryMax()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.retention()).isEqualTo(Duration.ofDays(90));
        assertThat(config.timelineLimit()).isEqualTo(10_000);
        assertThat(config.fanOut().mergeAbove()).isEqualTo(10_000);
        assertThat(config.fanOut().writeBelow()).isEqualTo(9_000);
        assertThat(config.fanOut().batch()).isEqualTo(1_000);
        assertThat(config.fanOut().interval()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.fanOut().lease()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.fanOut().backfill()).isEqualTo(100);
        assertThat(config.history().url()).isEqualTo(URI.create("http://localhost:8091"));
        assertThat(config.history().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.publishing().timeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void isSetByTheseKeys() {
        FeedConfig config = config(Map.ofEntries(
                Map.entry("feed.pod-name", "f-1"),
                Map.entry("feed.group", "other"),
                Map.entry("feed.kinds-file", "/etc/kinds.json"),
                Map.entry("feed.cursor-key", "key"),
                Map.entry("feed.batch", "1"),
                Map.entry("feed.retry-min", "2s"),
                Map.entry("feed.retry-max", "3s"),
                Map.entry("feed.retention", "30d"),
                Map.entry("feed.timeline-limit", "500"),
                Map.entry("feed.fan-out.merge-above", "5"),
                Map.entry("feed.fan-out.write-below", "4"),
                Map.entry("feed.fan-out.batch", "6"),
                Map.entry("feed.fan-out.interval", "7s"),
                Map.entry("feed.fan-out.lease", "8s"),
                Map.entry("feed.fan-out.backfill", "9"),
                Map.entry("feed.history.url", "http://store:80"),
                Map.entry("feed.history.timeout", "10s"),
                Map.entry("feed.publishing.timeout", "11s")));

        assertThat(config.podName()).isEqualTo("f-1");
        assertThat(config.group()).isEqualTo("other");
        assertThat(config.kindsFile()).contains(Path.of("/etc/kinds.json"));
        assertThat(config.cursorKey()).contains("key");
        assertThat(config.batch()).isEqualTo(1);
        assertThat(config.retryMin()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.retryMax()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.retention()).isEqualTo(Duration.ofDays(30));
        assertThat(config.timelineLimit()).isEqualTo(500);
        assertThat(config.fanOut().mergeAbove()).isEqualTo(5);
        assertThat(config.fanOut().writeBelow()).isEqualTo(4);
        assertThat(config.fanOut().batch()).isEqualTo(6);
        assertThat(config.fanOut().interval()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.fanOut().lease()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.fanOut().backfill()).isEqualTo(9);
        assertThat(config.history().url()).isEqualTo(URI.create("http://store:80"));
        assertThat(config.history().credential()).isEqualTo("secret");
        assertThat(config.history().timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.publishing().timeout()).isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void refusesKeysThatItDoesNotKnow() {
        assertThatThrownBy(() -> config(Map.of("feed.merge", "1")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("feed.merge");
    }

    private static FeedConfig config(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("feed.history.credential", "secret");
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(FeedConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(FeedConfig.class);
    }
}
