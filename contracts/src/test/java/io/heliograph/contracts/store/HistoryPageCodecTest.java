package io.heliograph.contracts.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heliograph.contracts.Generators;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryPageCodecTest {
    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsWhatItWroteAndNothingThatWasCut(long seed) {
        HistoryPage page = new Generators(seed).historyPage();
        byte[] bytes = HistoryPageCodec.encode(page);

        assertThat(HistoryPageCodec.decode(bytes)).isEqualTo(page);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().isThrownBy(() -> HistoryPageCodec.decode(cut));
        }
    }
}
