package io.heliograph.contracts.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1.0, 1, 0",
        "e7.18, 511, 18",
        "1y2p0ij32e8e7.9223372036854775807, 9223372036854775807, 9223372036854775807",
    })
    void isWrittenAsEpochAndOffset(String text, long epoch, long offset) {
        assertThat(Position.parse(text)).isEqualTo(new Position(epoch, offset));
        assertThat(new Position(epoch, offset)).hasToString(text);
    }

    @Test
    void isReadAsItWasWritten() {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            var position = new Position(
                    1 + (random.nextLong() >>> (1 + random.nextInt(62))),
                    random.nextLong() >>> (1 + random.nextInt(62)));

            assertThat(Position.parse(position.toString())).isEqualTo(position);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "00",
                "1",
                "e7",
                "e7.",
                ".18",
                "0.0",
                "0.1",
                "e7.-1",
                "-e7.1",
                "+e7.1",
                "e7.+1",
                "e7.018",
                "0e7.1",
                "E7.1",
                "e7.1a",
                "e7.1.8",
                " e7.1",
                "e7.1 ",
                "e7.9223372036854775808",
                "1y2p0ij32e8e8.1",
                "e7.١",
                "e-7.1",
                "e7.1\n"
            })
    void hasOneTextAlone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Position.parse(text));
    }

    @Test
    void doesNotRepeatWhatItCouldNotRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Position.parse("secret".repeat(1000)))
                .withMessageNotContaining("secret");
    }

    @Test
    void hasNoNegativePartsAndNoOffsetWithoutAnEpoch() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Position(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Position(1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Position(0, 1));
    }

    @Test
    void readsAnEpochAlone() {
        assertThat(Position.parseEpoch(Position.epochText(511))).isEqualTo(511);
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> Position.parseEpoch("0"));
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> Position.parseEpoch("E7"));
    }

    @Test
    void movesInsideItsEpoch() {
        assertThat(Position.parse("e7.18").at(19)).isEqualTo(Position.parse("e7.19"));
    }
}
