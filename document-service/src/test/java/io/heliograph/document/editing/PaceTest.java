package io.heliograph.document.editing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long NOW = Long.MAX_VALUE - 5; // nanoTime may wrap

    private final Pace pace = new Pace(NOW);

    @Test
    void letsABurstThroughAndThenSixtyMessagesASecond() {
        long delay = 0;
        for (int i = 0; i < 360; i++) {
            delay = pace.delayAfter(10, NOW);
        }

        assertThat(Duration.ofNanos(delay)).isBetween(Duration.ofMillis(990), Duration.ofMillis(1_010));
        assertThat(pace.delayAfter(10, NOW + Duration.ofSeconds(2).toNanos())).isZero();
    }

    @Test
    void countsBytesOfLargeMessages() {
        long delay = pace.delayAfter(8 * 1024 * 1024, NOW);

        assertThat(Duration.ofNanos(delay).toMillis()).isBetween(10_900L, 11_100L);
    }
}
