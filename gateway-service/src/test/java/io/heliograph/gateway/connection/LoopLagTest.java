package io.heliograph.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopLagTest {
    private static final long START = -1_000;

    private final LoopLag lag = new LoopLag(START, 100);

    @Test
    void isWhatATickComesLate() {
        assertThat(lag.onTick(START + 100)).isZero();
        assertThat(lag.onTick(START + 230)).isEqualTo(30);
        assertThat(lag.onTick(START + 300)).as("late once is not late for ever").isZero();
        assertThat(lag.onTick(START + 399)).as("early").isZero();
    }

    @Test
    void countsAStallOnce() {
        assertThat(lag.onTick(START + 1_100)).isEqualTo(1_000);

        assertThat(lag.onTick(START + 1_100)).isZero();
        assertThat(lag.onTick(START + 1_200)).isZero();
    }
}
