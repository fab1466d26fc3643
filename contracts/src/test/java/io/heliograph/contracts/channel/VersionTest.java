package io.heliograph.contracts.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    @Test
    void isReadAsItIsWritten() {
        var version = new Version(3, 4711);

        assertThat(version).hasToString("3.4711");
        assertThat(Version.parse("3.4711")).isEqualTo(version);
    }

    @Test
    void comparesGenerationsFirstAndNumbersAsNumbers() {
        assertThat(new Version(2, 0).isAfter(new Version(1, 99))).isTrue();
        assertThat(new Version(1, 10).isAfter(new Version(1, 9))).isTrue();
        assertThat(new Version(1, 9).isAfter(new Version(1, 9))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "1.", ".1", "0.1", "1.-1", "01.1", "1.01", "1.1.1", "a.b", "1.99999999999999999999"})
    void refusesWhatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Version.parse(text));
    }
}
