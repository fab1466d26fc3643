package io.heliograph.document.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireMessageTest {
    private static final List<WireMessage> MESSAGES = List.of(
            new WireMessage.Appended("pod-1", Long.MAX_VALUE, new byte[] {1, 2, 3}),
            new WireMessage.Appended("", 0, new byte[0]),
            new WireMessage.Aware("größe", new byte[] {4}),
            new WireMessage.WhoIsThere("pod-1"),
            new WireMessage.Here("pod-1", 42),
            new WireMessage.Decided("p".repeat(255)));

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @Test
    void comesBackAsItWasSent() {
        for (WireMessage message : MESSAGES) {
            assertThat(WireMessage.decode(message.encode()))
                    .hasValueSatisfying(back -> assertThat(back)
                            .usingRecursiveComparison()
                            .withStrictTypeChecking()
                            .isEqualTo(message));
        }
    }

    /** Redis would carry it to every process that has the document open, also to those that read it faster from the log. */
    @Test
    void leavesOutAnUpdateThatIsTooLarge() {
        byte[] fits = new byte[WireMessage.MAX_UPDATE];

        assertThat(WireMessage.appended("pod", 3, fits).update()).isSameAs(fits);
        assertThat(WireMessage.appended("pod", 3, new byte[WireMessage.MAX_UPDATE + 1]))
                .satisfies(message -> assertThat(message.update()).isEmpty())
                .satisfies(message -> assertThat(message.sequence()).isEqualTo(3));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void takesForeignBytesForNoMessageOrForOneThatIsWhole(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            byte[] foreign = new byte[random.nextInt(40)];
            random.nextBytes(foreign);
            if (foreign.length > 0 && random.nextBoolean()) {
                foreign[0] = (byte) "uawhd".charAt(random.nextInt(5));
            }

            WireMessage.decode(foreign)
                    .ifPresent(message -> assertThat(message.pod().length())
                            .as("seed %d", seed)
                            .isLessThanOrEqualTo(foreign.length));
        }
    }

    @Test
    void takesWhatWasCutWithinItsHeadForNoMessage() {
        byte[] whole = new WireMessage.Here("pod-1", 42).encode();

        for (int length = 0; length < whole.length; length++) {
            assertThat(WireMessage.decode(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isEmpty();
        }
    }

    @Test
    void leavesOutWhatANewerProcessTells() {
        byte[] newer = new WireMessage.Here("pod-1", 42).encode();
        newer[0] = 'z';

        assertThat(WireMessage.decode(newer)).isEmpty();
    }
}
