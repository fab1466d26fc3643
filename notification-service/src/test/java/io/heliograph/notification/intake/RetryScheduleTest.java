package io.heliograph.notification.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final long START_NANOS =
            Long.MAX_VALUE - Duration.ofMillis(50).toNanos(); // wraps soon

    private final RetrySchedule schedule = new RetrySchedule(Duration.ofMillis(100), Duration.ofSeconds(1));

    @Test
    void isDueAsLongAsNothingFailed() {
        assertThat(schedule.isDue(START_NANOS)).isTrue();
        assertThat(schedule.isWaiting()).isFalse();
    }

    @Test
    void waitsTwiceAsLongAfterEachFailureUpToTheLongestPause() {
        var delays = IntStream.range(0, 40)
                .mapToObj(_ -> schedule.failed(START_NANOS))
                .toList();

        assertThat(delays.subList(0, 5))
                .containsExactly(
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofMillis(800),
                        Duration.ofSeconds(1));
        assertThat(delays.getLast()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void isDueAgainAfterThePause() {
        schedule.failed(START_NANOS);

        assertThat(schedule.isWaiting()).isTrue();
        assertThat(schedule.isDue(START_NANOS + Duration.ofMillis(99).toNanos()))
                .isFalse();
        assertThat(schedule.isDue(START_NANOS + Duration.ofMillis(100).toNanos()))
                .isTrue();
    }

    @Test
    void startsAnewAfterASuccess() {
        schedule.failed(START_NANOS);
        schedule.failed(START_NANOS);

        assertThat(schedule.succeeded()).isTrue();
        assertThat(schedule.succeeded()).isFalse();
        assertThat(schedule.isWaiting()).isFalse();
        assertThat(schedule.failed(START_NANOS)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void refusesPausesThatDoNotGrow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrySchedule(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .withMessage("notification.intake.retry-min (PT2S) must be positive and at most retry-max (PT1S)");
        assertThatIllegalArgumentException().isThrownBy(() -> new RetrySchedule(Duration.ZERO, Duration.ofSeconds(1)));
    }
}
