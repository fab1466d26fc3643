package io.heliograph.contracts.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heliograph.contracts.Generators;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatchUpCodecTest {
    private static final String CHANNEL = "00000003613a62";
    private static final String BEGINNING = "00000000000000000000000000000000";

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsWhatItWrote(long seed) {
        var random = new Generators(seed);
        List<CatchUp> answers = random.listOf(4, random::catchUp);

        assertThat(CatchUpCodec.decode(CatchUpCodec.encode(answers))).isEqualTo(answers);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsOfAnAnswerThatWasCutAPrefixOrNothing(long seed) {
        var random = new Generators(seed);
        List<CatchUp> answers = random.listOf(3, random::catchUp);
        byte[] bytes = CatchUpCodec.encode(answers);

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            try {
                List<CatchUp> read = CatchUpCodec.decode(cut);
                assertThat(read).hasSizeLessThan(answers.size()).isEqualTo(answers.subList(0, read.size()));
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageMatching(".*has .*");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answersAnyBytesWithAnswersOrAComplaint(long seed) {
        var random = new Generators(seed);
        byte[] bytes = CatchUpCodec.encode(random.listOf(3, random::catchUp));

        for (int i = 0; i < 200; i++) {
            decodeOrComplain(random.mutated(bytes));
            decodeOrComplain(random.bytes(64));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "02", // another version
                "01" + CHANNEL + BEGINNING + BEGINNING + "05" + "00000000", // no such reset
                "01" + CHANNEL + BEGINNING + BEGINNING + "00" + "ffffffff", // a negative count
                "01" + CHANNEL + BEGINNING + BEGINNING + "00" + "00000001" + "03", // a notice among the entries
                "01" + "0000000161" + BEGINNING + BEGINNING + "00" + "00000000", // no channel name
                "01" + CHANNEL + "00000000000000000000000000000001" + BEGINNING + "00"
                        + "00000000" // an offset without epoch
            })
    void refusesWhatIsNoAnswer(String hex) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatchUpCodec.decode(HexFormat.of().parseHex(hex)));
    }

    private static void decodeOrComplain(byte[] bytes) {
        try {
            assertThat(CatchUpCodec.decode(bytes)).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }
}
