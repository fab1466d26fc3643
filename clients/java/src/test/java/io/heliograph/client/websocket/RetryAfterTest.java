package io.heliograph.client.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    @ParameterizedTest
    @CsvSource({
        "7, PT7S",
        "0, PT0S",
        "-1, PT0S",
        "999999999, PT1H",
        "soon, PT0S",
        "'Wed, 21 Oct 2026 07:28:00 GMT', PT0S"
    })
    void takesSecondsAndNothingElse(String header, Duration delay) {
        assertThat(RetryAfter.parse(header)).isEqualTo(delay);
    }
}
