package io.heliograph.contracts.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs {@code vectors/server-frames.json} through the clients' decoder and the server's encoder. */
class ServerFrameVectorsTest {
    static List<WireVector> valid() {
        return WireVector.serverFrames().stream().filter(WireVector::isValid).toList();
    }

    static List<WireVector> canonical() {
        return valid().stream().filter(vector -> vector.has("canonical")).toList();
    }

    static List<WireVector> ignored() {
        return WireVector.serverFrames().stream()
                .filter(vector -> vector.has("ignored"))
                .toList();
    }

    static List<WireVector> invalid() {
        return WireVector.serverFrames().stream()
                .filter(vector -> vector.has("invalid"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void decodesWhatIsValid(WireVector vector) {
        ServerFrame frame = ServerFrameDecoder.decode(vector.frame()).orElseThrow();

        assertThat(FrameMeaning.of(frame, vector)).isEqualTo(vector.meaning());
    }

    @ParameterizedTest
    @MethodSource("valid")
    void losesNothingWhenItEncodesWhatItDecoded(WireVector vector) {
        ServerFrame frame = ServerFrameDecoder.decode(vector.frame()).orElseThrow();

        assertThat(ServerFrameDecoder.decode(ServerFrameEncoder.encode(frame))).contains(frame);
    }

    @ParameterizedTest
    @MethodSource("canonical")
    void encodesToTheCanonicalText(WireVector vector) {
        byte[] encoded = ServerFrameEncoder.encode(
                ServerFrameDecoder.decode(vector.frame()).orElseThrow());

        assertThat(new String(encoded, StandardCharsets.UTF_8))
                .isEqualTo(new String(vector.frame(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("ignored")
    void ignoresWhatALaterVersionMaySay(WireVector vector) {
        assertThat(ServerFrameDecoder.decode(vector.frame())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesWhatNoServerMaySay(WireVector vector) {
        assertThatIllegalArgumentException().isThrownBy(() -> ServerFrameDecoder.decode(vector.frame()));
    }
}
