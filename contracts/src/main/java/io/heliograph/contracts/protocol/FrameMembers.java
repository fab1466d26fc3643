package io.heliograph.contracts.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.json.JsonText;
import io.heliograph.contracts.json.PlainText;
import io.heliograph.contracts.json.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a frame, tokenised once. {@code data} is kept as the bytes in which it came; everything else is small and becomes a tree.
 */
final class FrameMembers {
    private static final String DATA = "data";
    private static final Set<String> LISTS_WITH_DATA = Set.of("values", "frames");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonFactory TRUSTED =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private final Map<String, JsonNode> members = new HashMap<>();
    /** The lists whose elements have a {@code data} of their own, by name. */
    private final Map<String, List<FrameMembers>> objects = new HashMap<>();

    private @Nullable JsonBytes data;

    private FrameMembers() {}

    /** A frame from outside: whatever is beyond the bounds of §2.2 is refused. */
    static FrameMembers readUntrusted(byte[] frame) throws IOException {
        try (JsonParser parser = JsonText.untrustedParser(frame)) {
            return read(parser, frame);
        }
    }

    static FrameMembers readTrusted(byte[] frame) throws IOException {
        try (JsonParser parser = TRUSTED.createParser(frame)) {
            return read(parser, frame);
        }
    }

    private static FrameMembers read(JsonParser parser, byte[] frame) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new NotAFrameException("a frame is one JSON object");
        }
        FrameMembers result = readObject(parser, frame);
        if (parser.nextToken() != null) {
            throw new NotAFrameException("something follows the frame's object");
        }
        return result;
    }

    /** From behind the object's start to its end. */
    private static FrameMembers readObject(JsonParser parser, byte[] frame) throws IOException {
        var result = new FrameMembers();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals(DATA)) {
                result.data = slice(parser, frame);
            } else if (LISTS_WITH_DATA.contains(name) && parser.currentToken() == JsonToken.START_ARRAY) {
                result.objects.put(name, readObjects(parser, frame));
            } else if (parser.currentToken() != JsonToken.VALUE_NULL) { // §2.3: as if left out
                result.members.put(name, MAPPER.readTree(parser));
            }
        }
        return result;
    }

    private static List<FrameMembers> readObjects(JsonParser parser, byte[] frame) throws IOException {
        List<FrameMembers> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new NotAFrameException("a list of frames or values holds objects");
            }
            elements.add(readObject(parser, frame));
        }
        return elements;
    }

    private static JsonBytes slice(JsonParser parser, byte[] frame) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        return new JsonBytes(Arrays.copyOfRange(frame, start, end));
    }

    boolean isOp(String name) {
        JsonNode op = members.get("op");
        return op != null && name.equals(op.textValue());
    }

    JsonBytes data() {
        if (data == null) {
            throw missing(DATA);
        }
        return data;
    }

    /** Null when it is {@code null}; it must be there. */
    @Nullable
    JsonBytes dataOrNull() {
        return data().text().equals("null") ? null : data;
    }

    /** Null when it is not there, or {@code null}. */
    @Nullable
    JsonBytes optionalData() {
        return data == null ? null : dataOrNull();
    }

    List<FrameMembers> objects(String name) {
        return objects.getOrDefault(name, List.of());
    }

    String text(String name) {
        String text = optionalText(name);
        if (text == null) {
            throw missing(name);
        }
        return text;
    }

    @Nullable
    String optionalText(String name) {
        JsonNode node = members.get(name);
        if (node == null) {
            return null;
        }
        if (!node.isTextual()) {
            throw new InvalidMemberException(ProblemCode.MALFORMED, "'" + name + "' must be a text");
        }
        return node.textValue();
    }

    /** An event's id or type. */
    String plainText(String name, int maxLength) {
        String text = text(name);
        if (!PlainText.isValid(text, maxLength)) {
            throw new InvalidMemberException(
                    ProblemCode.MALFORMED,
                    "'" + name + "' must have 1 to " + maxLength + " characters without control characters");
        }
        return text;
    }

    @Nullable
    String optionalPlainText(String name, int maxLength) {
        return members.containsKey(name) ? plainText(name, maxLength) : null;
    }

    /** The name of a device, a connection or a request. */
    @Nullable
    String optionalAscii(String name, int maxLength) {
        String text = optionalText(name);
        if (text != null && !PlainText.isAscii(text, maxLength)) {
            throw new InvalidMemberException(
                    ProblemCode.MALFORMED,
                    "'" + name + "' must have 1 to " + maxLength + " printable ASCII characters");
        }
        return text;
    }

    long number(String name) {
        JsonNode node = members.get(name);
        if (node == null) {
            throw missing(name);
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new InvalidMemberException(ProblemCode.MALFORMED, "'" + name + "' must be a whole number");
        }
        return node.longValue();
    }

    boolean flag(String name) {
        JsonNode node = members.get(name);
        if (node != null && !node.isBoolean()) {
            throw new InvalidMemberException(ProblemCode.MALFORMED, "'" + name + "' must be true or false");
        }
        return node != null && node.booleanValue();
    }

    boolean requiredFlag(String name) {
        if (!members.containsKey(name)) {
            throw missing(name);
        }
        return flag(name);
    }

    long optionalNumber(String name, long otherwise) {
        return members.containsKey(name) ? number(name) : otherwise;
    }

    @Nullable
    Instant optionalTime(String name) {
        String text = optionalText(name);
        if (text == null) {
            return null;
        }
        return Timestamps.parse(text)
                .orElseThrow(() -> new InvalidMemberException(
                        ProblemCode.MALFORMED, "'" + name + "' must be a time as in RFC 3339"));
    }

    ChannelName channel(String name) {
        return channelNamed(text(name));
    }

    /** The member when it is an array, or an empty array when it is not there. */
    JsonNode array(String name) {
        JsonNode node = members.get(name);
        if (node == null) {
            return MAPPER.createArrayNode();
        }
        if (!node.isArray()) {
            throw new InvalidMemberException(ProblemCode.MALFORMED, "'" + name + "' must be a list");
        }
        return node;
    }

    JsonNode object(String name) {
        JsonNode node = members.get(name);
        if (node == null) {
            throw missing(name);
        }
        if (!node.isObject()) {
            throw new InvalidMemberException(ProblemCode.MALFORMED, "'" + name + "' must be an object");
        }
        return node;
    }

    static ChannelName channelNamed(String text) {
        if (!ChannelName.isValid(text)) {
            throw new InvalidMemberException(
                    ProblemCode.INVALID_CHANNEL,
                    "a channel is kind:id of at most " + ChannelName.MAX_LENGTH + " characters");
        }
        return new ChannelName(text);
    }

    static Position position(String text) {
        try {
            return Position.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidMemberException(ProblemCode.INVALID_POSITION, "a position is 0 or <epoch>.<offset>");
        }
    }

    static InvalidMemberException missing(String name) {
        return new InvalidMemberException(ProblemCode.MALFORMED, "'" + name + "' is required");
    }

    /** JSON, but not a frame. */
    static final class NotAFrameException extends IOException {
        private final String problem;

        NotAFrameException(String problem) {
            super(problem);
            this.problem = problem;
        }

        String problem() {
            return problem;
        }
    }

    /** A frame with a member that it may not have so; ends the decoding and never leaves the codec. */
    static final class InvalidMemberException extends IllegalArgumentException {
        private final ProblemCode code;
        private final String problem;

        InvalidMemberException(ProblemCode code, String problem) {
            super(problem);
            this.code = code;
            this.problem = problem;
        }

        String problem() {
            return problem;
        }

        ProblemCode code() {
            return code;
        }
    }
}
