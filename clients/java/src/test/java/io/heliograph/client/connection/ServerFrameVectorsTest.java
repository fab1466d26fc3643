package io.heliograph.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.json.JsonBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The wire vectors as this client reads them; that the values are right is tested where the codec is. */
class ServerFrameVectorsTest {
    record Vector(String name, JsonBytes text, boolean valid) {
        private static Vector of(JsonNode json) {
            return new Vector(
                    json.path("name").asText(),
                    new JsonBytes(text(json)),
                    !json.has("ignored") && !json.has("invalid"));
        }

        private static byte[] text(JsonNode json) {
            if (json.has("frameHex")) {
                return HexFormat.of().parseHex(json.path("frameHex").asText());
            }
            StringBuilder text = new StringBuilder(json.path("frame").asText());
            json.path("frameParts")
                    .forEach(part -> text.append(
                            part.path(0).asText().repeat(part.path(1).asInt())));
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void readsWhatIsAFrameAndIgnoresWhatIsNone(Vector vector) {
        assertThat(ReceivedFrame.read("c1", vector.text().array()).frame() != null)
                .isEqualTo(vector.valid());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void goesOnWhateverComes(Vector vector) {
        var client = ScriptedClient.following(ScriptedClient.at(5));

        client.on(new ClientEvent.FrameReceived(
                1, ReceivedFrame.read("c1", vector.text().array()).frame()));

        if (!vector.valid()) {
            assertThat(client.effects()).isEmpty();
        }
    }

    static Stream<Vector> vectors() throws IOException {
        try (InputStream in = ServerFrameVectorsTest.class.getResourceAsStream("/vectors/server-frames.json")) {
            JsonNode vectors = new JsonMapper().readTree(Objects.requireNonNull(in));
            return StreamSupport.stream(vectors.spliterator(), false).map(Vector::of);
        }
    }
}
