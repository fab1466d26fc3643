package io.heliograph.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    private static final long START = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos(); // it wraps on the way

    private final TimerWheel wheel = new TimerWheel(START);
    private final List<Long> calls = new ArrayList<>();

    @Test
    void callsWhenTheTimeHasComeAndNotBefore() {
        wheel.add(this::once, Duration.ofSeconds(5).toNanos());

        advanceTo(Duration.ofMillis(4_900));
        assertThat(calls).isEmpty();

        advanceTo(Duration.ofMillis(5_500));
        assertThat(calls).hasSize(1);
    }

    @Test
    void callsAgainAfterTheDelayThatTheTimerAsksFor() {
        wheel.add(this::everySecond, 0);

        advanceTo(Duration.ofSeconds(10));

        assertThat(calls.size()).isBetween(7, 10);
    }

    @Test
    void callsEarlyRatherThanLateBeyondItsReach() {
        wheel.add(this::once, Duration.ofHours(1).toNanos());

        advanceTo(Duration.ofMinutes(2));

        assertThat(calls).hasSize(1);
    }

    @Test
    void goesOnAfterATimerThatFails() {
        wheel.add(
                _ -> {
                    throw new IllegalStateException("defect");
                },
                0);
        wheel.add(this::once, 0);

        advanceTo(Duration.ofSeconds(1));

        assertThat(calls).hasSize(1);
    }

    private long once(long nowNanos) {
        calls.add(nowNanos);
        return TimerWheel.NEVER;
    }

    private long everySecond(long nowNanos) {
        calls.add(nowNanos);
        return Duration.ofSeconds(1).toNanos();
    }

    private void advanceTo(Duration time) {
        for (long at = 0; at <= time.toMillis(); at += 50) {
            wheel.advance(START + Duration.ofMillis(at).toNanos());
        }
    }
}
