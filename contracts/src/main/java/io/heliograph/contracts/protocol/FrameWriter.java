package io.heliograph.contracts.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.heliograph.contracts.json.JsonBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a frame or a part of one. What is encoded already, {@code data} above all, comes last and goes out as the bytes it has. Confined to the thread that made it. */
final class FrameWriter {
    private static final JsonFactory FACTORY = new JsonFactory()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)
            .enable(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8);
    private static final byte[] DATA_MEMBER = ",\"data\":".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream out;
    private final JsonGenerator generator;

    /** Some members of an object; what it throws cannot happen on memory. */
    interface Content {
        void writeTo(JsonGenerator generator) throws IOException;
    }

    private FrameWriter(int expectedBytes) throws IOException {
        out = new ByteArrayOutputStream(expectedBytes);
        generator = FACTORY.createGenerator(out);
    }

    static byte[] frame(String op, Content members) {
        return object(named(op, members));
    }

    static byte[] frame(String op, Content members, JsonBytes data) {
        return object(named(op, members), data);
    }

    /** @param encoded the elements of the list {@code listName}, each JSON */
    static byte[] frame(String op, Content members, String listName, List<byte[]> encoded) {
        int bytes = encoded.stream().mapToInt(element -> element.length + 1).sum();
        return write(bytes, named(op, members), writer -> {
            writer.out.write(',');
            writer.out.writeBytes(('"' + listName + "\":[").getBytes(StandardCharsets.UTF_8));
            String separator = "";
            for (byte[] element : encoded) {
                writer.out.writeBytes(separator.getBytes(StandardCharsets.US_ASCII));
                writer.out.writeBytes(element);
                separator = ",";
            }
            writer.out.write(']');
        });
    }

    static byte[] object(Content members) {
        return write(0, members, _ -> {});
    }

    static byte[] object(Content members, JsonBytes data) {
        return write(data.length(), members, writer -> {
            writer.out.writeBytes(DATA_MEMBER);
            writer.out.writeBytes(data.array());
        });
    }

    static void optional(JsonGenerator generator, String name, @Nullable String value) throws IOException {
        if (value != null) {
            generator.writeStringField(name, value);
        }
    }

    /** What follows the members, as bytes. */
    private interface Tail {
        void writeTo(FrameWriter writer);
    }

    private static Content named(String op, Content members) {
        return json -> {
            json.writeStringField("op", op);
            members.writeTo(json);
        };
    }

    private static byte[] write(int tailBytes, Content members, Tail tail) {
        try {
            var writer = new FrameWriter(256 + tailBytes);
            writer.generator.writeStartObject();
            members.writeTo(writer.generator);
            writer.generator.flush();
            tail.writeTo(writer);
            writer.out.write('}');
            writer.generator.close();
            return writer.out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }
}
