package io.heliograph.contracts.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs {@code vectors/client-frames.json} through the server's decoder and the clients' encoder. */
class ClientFrameVectorsTest {
    static List<WireVector> valid() {
        return WireVector.clientFrames().stream().filter(WireVector::isValid).toList();
    }

    static List<WireVector> canonical() {
        return valid().stream().filter(vector -> vector.has("canonical")).toList();
    }

    static List<WireVector> refused() {
        return WireVector.clientFrames().stream()
                .filter(vector -> vector.has("refused"))
                .toList();
    }

    static List<WireVector> closed() {
        return WireVector.clientFrames().stream()
                .filter(vector -> vector.has("close"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void decodesWhatIsValid(WireVector vector) {
        ClientFrame frame = accepted(vector.frame());

        assertThat(FrameMeaning.of(frame, vector)).isEqualTo(vector.meaning());
    }

    @ParameterizedTest
    @MethodSource("valid")
    void losesNothingWhenItEncodesWhatItDecoded(WireVector vector) {
        ClientFrame frame = accepted(vector.frame());

        assertThat(accepted(ClientFrameEncoder.encode(frame))).isEqualTo(frame);
    }

    @ParameterizedTest
    @MethodSource("canonical")
    void encodesToTheCanonicalText(WireVector vector) {
        byte[] encoded = ClientFrameEncoder.encode(accepted(vector.frame()));

        assertThat(text(encoded)).isEqualTo(text(vector.frame()));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesAFrameThatCannotBeCarriedOut(WireVector vector) {
        Inbound inbound = ClientFrameDecoder.decode(vector.frame());

        assertThat(inbound).isInstanceOfSatisfying(Inbound.Refused.class, refused -> {
            assertThat(refused.code().wireName()).isEqualTo(vector.text("refused"));
            assertThat(refused.ref()).isEqualTo(vector.text("ref"));
            assertThat(refused.message()).isNotBlank();
        });
    }

    @ParameterizedTest
    @MethodSource("closed")
    void closesOnWhatIsNotAFrame(WireVector vector) {
        Inbound inbound = ClientFrameDecoder.decode(vector.frame());

        assertThat(inbound).isInstanceOf(Inbound.Malformed.class);
    }

    private static ClientFrame accepted(byte[] frame) {
        Inbound inbound = ClientFrameDecoder.decode(frame);
        assertThat(inbound).isInstanceOf(Inbound.Accepted.class);
        return ((Inbound.Accepted) inbound).frame();
    }

    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }
}
