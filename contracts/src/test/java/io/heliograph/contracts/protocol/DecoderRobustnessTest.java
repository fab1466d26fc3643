package io.heliograph.contracts.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.Generators;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.json.JsonText;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes arrive, there is an answer: seeded mutations of the wire vectors, and noise. */
class DecoderRobustnessTest {
    private static final List<byte[]> FRAMES = Stream.concat(
                    WireVector.clientFrames().stream(), WireVector.serverFrames().stream())
            .map(WireVector::frame)
            .filter(frame -> frame.length < 1024)
            .toList();
    private static final EventSchemas SCHEMAS = new EventSchemas();

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answersAnyBytesOfAClient(long seed) {
        for (byte[] bytes : inputs(seed)) {
            Inbound inbound = ClientFrameDecoder.decode(bytes);

            if (inbound instanceof Inbound.Accepted accepted) {
                assertThat(ClientFrameDecoder.decode(ClientFrameEncoder.encode(accepted.frame())))
                        .isEqualTo(accepted);
            }
            if (inbound instanceof Inbound.Refused refused) {
                assertThat(ServerFrameEncoder.encode(
                                ServerFrame.Failed.of(refused.ref(), refused.code(), refused.message())))
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answersAnyBytesOfAServer(long seed) {
        for (byte[] bytes : inputs(seed)) {
            try {
                ServerFrameDecoder.decode(bytes)
                        .ifPresent(frame -> assertThat(ServerFrameDecoder.decode(ServerFrameEncoder.encode(frame)))
                                .contains(frame));
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answersAnyBytesOfAProducer(long seed) {
        for (byte[] bytes : inputs(seed)) {
            boolean json = JsonText.isSingleValue(bytes);

            assertThat(SCHEMAS.check(EventType.NOTIFICATION, bytes).map(rejection -> rejection.code()))
                    .contains(json ? ProblemCode.SCHEMA_VIOLATION : ProblemCode.NOT_JSON);
        }
    }

    private static List<byte[]> inputs(long seed) {
        var random = new Generators(seed);
        return Stream.concat(
                        FRAMES.stream().map(random::mutated),
                        Stream.generate(() -> random.bytes(64)).limit(200))
                .toList();
    }
}
