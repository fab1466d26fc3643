package io.heliograph.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeepAliveTest {
    private final KeepAlive keepAlive = new KeepAlive(Duration.ofSeconds(25), Duration.ofSeconds(62));

    @Test
    void isIdleOnceTheTimeoutHasPassedSinceTheLastSign() {
        assertThat(keepAlive.isIdle(seconds(10), seconds(71))).isFalse();
        assertThat(keepAlive.isIdle(seconds(10), seconds(72))).isTrue();
    }

    @Test
    void pingsOnceNothingWasSentForTheInterval() {
        assertThat(keepAlive.isPingDue(seconds(10), seconds(34))).isFalse();
        assertThat(keepAlive.isPingDue(seconds(10), seconds(35))).isTrue();
    }

    @Test
    void namesTheKeysOfATimeoutThatIsTooShort() {
        assertThatThrownBy(() -> new KeepAlive(Duration.ofSeconds(15), Duration.ofSeconds(10)))
                .hasMessage("gateway.connection.idle-timeout (PT10S) must be at least twice"
                        + " gateway.connection.ping-interval (PT15S)");
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
