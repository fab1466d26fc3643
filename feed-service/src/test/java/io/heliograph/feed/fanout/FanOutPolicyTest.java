package io.heliograph.feed.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FanOutPolicyTest {
    private final FanOutPolicy policy = new FanOutPolicy(10_000, 9_000);

    @Test
    void mergesAboveTheBound() {
        assertThat(policy.merges(false, 10_000)).isFalse();
        assertThat(policy.merges(false, 10_001)).isTrue();
    }

    @Test
    void writesAgainOnlyWhenThereAreClearlyFewer() {
        assertThat(policy.merges(true, 9_999)).isTrue();
        assertThat(policy.merges(true, 9_000)).isTrue();
        assertThat(policy.merges(true, 8_999)).isFalse();
    }

    @Test
    void refusesBoundsThatWouldFlicker() {
        assertThatThrownBy(() -> new FanOutPolicy(10, 11))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write-below (11)");
    }
}
