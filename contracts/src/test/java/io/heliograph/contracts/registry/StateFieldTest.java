package io.heliograph.contracts.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heliograph.contracts.Generators;
import io.heliograph.contracts.wire.PodMessage;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateFieldTest {
    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsWhatItWrote(long seed) {
        PodMessage.State state = new Generators(seed).state();
        byte[] field = StateField.encode(state);

        assertThat(StateField.decode(field)).isEqualTo(state);
        assertThat(new String(field, StandardCharsets.ISO_8859_1)).startsWith(state.version() + "\n");
    }

    @Test
    void refusesWhatIsNone() {
        byte[] field = StateField.encode(new Generators(1).state());
        field[0]++;

        assertThatIllegalArgumentException().isThrownBy(() -> StateField.decode(field));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateField.decode("1.1".getBytes(StandardCharsets.US_ASCII)));
        assertThatIllegalArgumentException().isThrownBy(() -> StateField.decode(new byte[0]));
    }
}
