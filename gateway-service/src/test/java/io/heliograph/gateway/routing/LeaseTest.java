package io.heliograph.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeaseTest {
    /** Monotonic time may overflow: nothing may depend on its sign. */
    private static final long START = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

    private final Lease lease = new Lease(new LeaseTiming(Duration.ofSeconds(15), Duration.ofSeconds(5)));

    @Test
    void isSuspectUntilRedisConfirmedIt() {
        assertThat(lease.isSuspect(START)).isTrue();
    }

    @Test
    void isTrustedForTenSecondsAfterTheLastConfirmedRequestWasSent() {
        lease.confirmed(START);

        assertThat(lease.isSuspect(after(10))).isFalse();
        assertThat(lease.isSuspect(after(11))).isTrue();
    }

    @Test
    void isTrustedAgainWhenItWasRenewed() {
        lease.confirmed(START);
        lease.confirmed(after(20));

        assertThat(lease.isSuspect(after(30))).isFalse();
    }

    @Test
    void mustOutlastTwoLostRenewals() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeaseTiming(Duration.ofSeconds(14), Duration.ofSeconds(5)))
                .withMessageContaining("gateway.routing.lease (PT14S)");
        assertThatIllegalArgumentException().isThrownBy(() -> new LeaseTiming(Duration.ofSeconds(15), Duration.ZERO));
    }

    @Test
    void aPodsIdIsItsNameAndAPartOfItsOwn() {
        PodId first = PodId.draw("gateway-1", new Random(1));
        PodId second = PodId.draw("gateway-1", new Random(2));

        assertThat(first.value()).matches("gateway-1-[a-z0-9]{6}");
        assertThat(second).isNotEqualTo(first);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PodId.draw("Gateway 1", new Random(1)))
                .withMessageContaining("HELIOGRAPH_POD_NAME");
    }

    @Test
    void carriesRedisClockOnByItsOwn() {
        var clock = new RegistryClock(1_000_000, START);

        assertThat(clock.millis(after(7))).isEqualTo(1_007_000);
    }

    @Test
    void dialsAgainLaterAndLaterUpToTwoSeconds() {
        var delay = new ReconnectDelay(new Random(1));

        assertThat(delay.millis(0)).isBetween(50L, 100L);
        assertThat(delay.millis(3)).isBetween(400L, 800L);
        assertThat(delay.millis(1_000)).isBetween(1_000L, 2_000L);
    }

    private static long after(long seconds) {
        return START + Duration.ofSeconds(seconds).toNanos();
    }
}
