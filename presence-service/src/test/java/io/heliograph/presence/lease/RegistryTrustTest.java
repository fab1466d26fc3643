package io.heliograph.presence.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RegistryTrustTest {
    private static final long OLD = 0;
    private static final long NOW = 1_000_000;

    private final RegistryTrust trust = new RegistryTrust(Duration.ofSeconds(60), Duration.ofSeconds(15));

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void provesWhenOldAndAnsweringForTheTermOfALease() {
        assertThat(trust.answered(OLD, NOW, seconds(0))).isFalse();
        assertThat(trust.answered(OLD, NOW, seconds(14))).isFalse();
        assertThat(trust.answered(OLD, NOW, seconds(15))).isTrue();
    }

    @Test
    void provesNothingWhileYoungOrAbsent() {
        trust.answered(OLD, NOW, seconds(0));

        assertThat(trust.answered(null, NOW, seconds(20))).isFalse();
        assertThat(trust.answered(NOW - 59_999, NOW, seconds(20))).isFalse();
        assertThat(trust.answered(NOW - 60_000, NOW, seconds(20))).isTrue();
    }

    @Test
    void provesNothingForTheTermOfALeaseAfterItWasAway() {
        trust.answered(OLD, NOW, seconds(0));
        assertThat(trust.answered(OLD, NOW, seconds(20))).isTrue();
        trust.failed();

        assertThat(trust.answered(OLD, NOW, seconds(22))).isFalse();
        assertThat(trust.answered(OLD, NOW, seconds(37))).isTrue();
    }
}
