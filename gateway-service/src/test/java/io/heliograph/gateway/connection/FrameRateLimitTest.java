package io.heliograph.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.gateway.connection.FrameRateLimit.Verdict;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameRateLimitTest {
    private final FrameRateLimit limit = new FrameRateLimit(new FrameRate(20, 60), seconds(0));

    @Test
    void passesABurst() {
        IntStream.range(0, 60)
                .forEach(_ -> assertThat(limit.onFrame(seconds(0))).isEqualTo(Verdict.PASS));
    }

    @Test
    void refusesTwiceAndClosesAtTheThirdTime() {
        spendTheBurst(0);

        assertThat(limit.onFrame(seconds(0))).isEqualTo(Verdict.REFUSE);
        assertThat(limit.onFrame(seconds(0))).isEqualTo(Verdict.REFUSE);
        assertThat(limit.onFrame(seconds(0))).isEqualTo(Verdict.CLOSE);
    }

    @Test
    void forgetsRefusalsAfterTenSeconds() {
        spendTheBurst(0);
        limit.onFrame(seconds(0));
        limit.onFrame(seconds(0));

        spendTheBurst(11);

        assertThat(limit.onFrame(seconds(11))).isEqualTo(Verdict.REFUSE);
    }

    @Test
    void earnsFramesWithTime() {
        spendTheBurst(0);

        IntStream.range(0, 20)
                .forEach(_ -> assertThat(limit.onFrame(seconds(1))).isEqualTo(Verdict.PASS));
        assertThat(limit.onFrame(seconds(1))).isEqualTo(Verdict.REFUSE);
    }

    @Test
    void namesTheKeysOfABurstBelowTheRate() {
        assertThatThrownBy(() -> new FrameRate(20, 10))
                .hasMessage("gateway.connection.frame-burst (10) must not be less than"
                        + " gateway.connection.frames-per-second (20)");
    }

    private void spendTheBurst(int second) {
        IntStream.range(0, 60).forEach(_ -> limit.onFrame(seconds(second)));
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
