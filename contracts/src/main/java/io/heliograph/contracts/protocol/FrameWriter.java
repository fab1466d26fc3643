package io.heliograph.contracts.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.heliograph.contracts.json.JsonBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes one frame. {@code data}, when there is any, comes last and goes out as the bytes it has. Confined to the thread that made it. */
final class FrameWriter {
    private static final JsonFactory FACTORY = new JsonFactory()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)
            .enable(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8);
    private static final byte[] DATA_MEMBER = ",\"data\":".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream out;
    private final JsonGenerator generator;

    /** The content of a frame; what it throws cannot happen on memory. */
    interface Content {
        void writeTo(JsonGenerator generator) throws IOException;
    }

    private FrameWriter(int expectedBytes) throws IOException {
        out = new ByteArrayOutputStream(expectedBytes);
        generator = FACTORY.createGenerator(out);
    }

    static byte[] frame(String op, Content members) {
        return write(op, members, null);
    }

    static byte[] frame(String op, Content members, JsonBytes data) {
        return write(op, members, data);
    }

    private static byte[] write(String op, Content members, @Nullable JsonBytes data) {
        try {
            var writer = new FrameWriter(256 + (data == null ? 0 : data.length()));
            writer.generator.writeStartObject();
            writer.generator.writeStringField("op", op);
            members.writeTo(writer.generator);
            writer.generator.flush();
            if (data != null) {
                writer.out.writeBytes(DATA_MEMBER);
                writer.out.writeBytes(data.array());
            }
            writer.out.write('}');
            writer.generator.close();
            return writer.out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    static void optional(JsonGenerator generator, String name, @Nullable String value) throws IOException {
        if (value != null) {
            generator.writeStringField(name, value);
        }
    }
}
