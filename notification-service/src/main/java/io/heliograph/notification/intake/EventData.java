package io.heliograph.notification.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The data of an event as a tree that keeps its numbers digit for digit. Safe for concurrent use. */
final class EventData {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private EventData() {}

    /** @param data known to be one JSON value within the bounds of docs/protocol.md §2.2 */
    static JsonNode parse(JsonBytes data) {
        try (JsonParser parser = JsonText.untrustedParser(data.array())) {
            return MAPPER.readTree(parser);
        } catch (IOException e) {
            throw new UncheckedIOException("data was JSON when it was checked", e);
        }
    }
}
