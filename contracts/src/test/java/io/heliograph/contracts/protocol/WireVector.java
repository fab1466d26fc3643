package io.heliograph.contracts.protocol;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * One entry of the files under {@code vectors/}, whose README says what the members mean.
 *
 * @param vector the whole entry
 */
record WireVector(JsonNode vector) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();
    private static final Set<String> NOT_OF_THE_FRAME = Set.of("name", "frame", "frameParts", "frameHex", "canonical");

    static List<WireVector> clientFrames() {
        return read("client-frames.json");
    }

    static List<WireVector> serverFrames() {
        return read("server-frames.json");
    }

    private static List<WireVector> read(String file) {
        try (InputStream in = WireVector.class.getResourceAsStream("/vectors/" + file)) {
            JsonNode vectors = MAPPER.readTree(Objects.requireNonNull(in, file));
            return StreamSupport.stream(vectors.spliterator(), false)
                    .map(WireVector::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] frame() {
        if (vector.has("frameHex")) {
            return HexFormat.of().parseHex(vector.path("frameHex").textValue());
        }
        if (!vector.has("frameParts")) {
            return vector.path("frame").textValue().getBytes(StandardCharsets.UTF_8);
        }
        var text = new StringBuilder();
        for (JsonNode part : vector.path("frameParts")) {
            text.append(part.path(0).textValue().repeat(part.path(1).intValue()));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it is to be decoded, and not to be refused or ignored. */
    boolean isValid() {
        return !has("refused") && !has("close") && !has("ignored") && !has("invalid");
    }

    boolean has(String member) {
        return vector.has(member);
    }

    String text(String member) {
        return vector.path(member).textValue();
    }

    /** The members that the frame is to have. */
    ObjectNode meaning() {
        ObjectNode meaning = vector.deepCopy();
        return meaning.remove(NOT_OF_THE_FRAME);
    }

    @Override
    public String toString() {
        return text("name");
    }
}
