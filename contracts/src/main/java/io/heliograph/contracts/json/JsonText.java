package io.heliograph.contracts.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bounds of JSON from outside, docs/protocol.md §2.2, and the check that bytes are one JSON value within them. Safe for concurrent use. */
public final class JsonText {
    public static final int MAX_DEPTH = 32;
    public static final int MAX_STRING_LENGTH = 16 * 1024;
    public static final int MAX_NUMBER_LENGTH = 64;
    public static final int MAX_NAME_LENGTH = 256;

    private static final JsonFactory UNTRUSTED = JsonFactory.builder()
            .disable(
                    JsonFactory.Feature
                            .CHARSET_DETECTION) // the wire is UTF-8; offsets into other encodings would be wrong
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING_LENGTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .build())
            .build();

    private JsonText() {}

    /**
     * A parser that refuses what is beyond the bounds. The length of the whole text is the caller's to check.
     *
     * @throws CharacterCodingException when the bytes are not UTF-8, which the parser itself would overlook inside of skipped values: a browser that is
     *     sent such bytes in a text message drops the connection
     */
    public static JsonParser untrustedParser(byte[] text) throws IOException {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
        return UNTRUSTED.createParser(text);
    }

    /** Whether the bytes are exactly one JSON value within the bounds; its strings may be longer, as they are not taken apart. */
    public static boolean isSingleValue(byte[] text) {
        try (JsonParser parser = untrustedParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
