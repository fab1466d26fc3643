package io.heliograph.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.protocol.ClientFrameDecoder;
import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.protocol.Inbound;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.gateway.connection.ConnectionFixture.Client;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an open connection does with the wire vectors: what is no frame closes it, what is refused is answered, and it never fails. */
class ClientFrameVectorsTest {

    @ParameterizedTest
    @MethodSource("vectors")
    void answersAsTheProtocolSays(byte[] frame) {
        Client client = new ConnectionFixture().open("ann");

        client.connection.onText(frame);

        switch (ClientFrameDecoder.decode(frame)) {
            case Inbound.Malformed _ -> assertThat(client.closed).isEqualTo(CloseCode.BAD_FRAME);
            case Inbound.Refused refused -> {
                assertThat(client.closed).isNull();
                assertThat(client.all(ServerFrame.Failed.class))
                        .extracting(ServerFrame.Failed::code)
                        .containsExactly(refused.code().wireName());
            }
            case Inbound.Accepted _ -> assertThat(client.closed).isNotEqualTo(CloseCode.BAD_FRAME);
        }
    }

    static Stream<Named<byte[]>> vectors() throws IOException {
        try (InputStream in = ClientFrameVectorsTest.class.getResourceAsStream("/vectors/client-frames.json")) {
            JsonNode vectors = new JsonMapper().readTree(Objects.requireNonNull(in));
            return StreamSupport.stream(vectors.spliterator(), false)
                    .filter(vector -> vector.path("frame").isTextual())
                    .map(vector -> Named.of(
                            vector.path("name").asText(),
                            vector.path("frame").asText().getBytes(StandardCharsets.UTF_8)));
        }
    }
}
