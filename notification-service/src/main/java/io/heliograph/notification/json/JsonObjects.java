package io.heliograph.notification.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.json.JsonText;
import java.io.IOException;
import java.util.Optional;

/** Reads objects, within the bounds of {@link JsonText}. Safe for concurrent use. */
public final class JsonObjects {
    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonObjects() {}

    /** Empty when the bytes are something else than one JSON object. */
    public static Optional<ObjectNode> read(byte[] json) {
        try (JsonParser parser = JsonText.untrustedParser(json)) {
            return MAPPER.readTree(parser) instanceof ObjectNode object && parser.nextToken() == null
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
