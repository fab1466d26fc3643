package io.heliograph.feed.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetentionPolicyTest {
    @Test
    void countsFromNow() {
        assertThat(new RetentionPolicy(Duration.ofDays(90), 10_000).cutoff(Instant.parse("2026-04-01T00:00:00Z")))
                .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void refusesToKeepNothing() {
        assertThatThrownBy(() -> new RetentionPolicy(Duration.ZERO, 10_000))
                .hasMessage("feed.retention must be positive, is PT0S");
        assertThatThrownBy(() -> new RetentionPolicy(Duration.ofDays(1), 99))
                .hasMessage("feed.timeline-limit must be at least 100, is 99");
    }
}
