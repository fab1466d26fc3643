package io.heliograph.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-01T12:00:00Z, 2026-01-01T12:00:00Z",
        "2026-01-01T13:00:00+01:00, 2026-01-01T12:00:00Z",
        "2026-01-01T12:00:00.123456789Z, 2026-01-01T12:00:00.123456789Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
    })
    void readsTimesWithAZone(String text, Instant time) {
        assertThat(Timestamps.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-01-01",
                "2026-01-01T12:00:00",
                "2026-02-30T12:00:00Z",
                "2026-01-01T25:00:00Z",
                "0000-12-31T23:59:59Z",
                "-0044-03-15T12:00:00Z",
                "+12026-01-01T12:00:00Z",
                "1767268800"
            })
    void refusesWhatIsNoTimeOfFourDigitYears(String text) {
        assertThat(Timestamps.parse(text)).isEmpty();
    }
}
