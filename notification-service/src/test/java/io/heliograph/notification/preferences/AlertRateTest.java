package io.heliograph.notification.preferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertRateTest {
    @ParameterizedTest
    @CsvSource({"10/1h, 10, PT1H", "1/30s, 1, PT30S", "3/15m, 3, PT15M", "100000/7d, 100000, PT168H"})
    void isReadAsItIsWritten(String text, int max, Duration within) {
        assertThat(AlertRate.parse(text)).isEqualTo(new AlertRate(max, within));
        assertThat(AlertRate.parse(text).isLimited()).isTrue();
    }

    @Test
    void mayBeWithoutBound() {
        assertThat(AlertRate.parse("unlimited").isLimited()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "10/h", "10/1w", "0/1h", "10/0h", "-1/1h", "10/1h ", "1e3/1h", "10000000/1h"})
    void isRefusedWithTheReason(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertRate.parse(text))
                .withMessageStartingWith("a rate must be");
    }
}
