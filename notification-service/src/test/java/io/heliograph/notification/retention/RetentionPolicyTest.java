package io.heliograph.notification.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetentionPolicyTest {
    @Test
    void keepsWhatIsNotOlderThanItsAge() {
        assertThat(new RetentionPolicy(Duration.ofDays(90), 5_000).cutoff(Instant.parse("2026-04-01T12:00:00Z")))
                .isEqualTo("2026-01-01T12:00:00Z");
    }

    @Test
    void keepsADayAndAPageAtLeast() {
        assertThat(new RetentionPolicy(Duration.ofDays(1), 200)).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetentionPolicy(Duration.ofHours(23), 200))
                .withMessage("notification.retention.age must be at least PT24H, is PT23H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetentionPolicy(Duration.ofDays(1), 199))
                .withMessage("notification.retention.per-user must be at least 200, is 199");
    }
}
