package io.heliograph.cli.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/**
 * A receipt, docs/events.md §7.1.
 *
 * @param type of the receipt, like {@code io.heliograph.receipt.rejected.v1}
 * @param data as it was written
 */
public record SourceReceipt(String type, JsonNode data) {
    private static final String PREFIX = "io.heliograph.receipt.";
    private static final JsonMapper JSON = new JsonMapper();

    /** Empty for what is no receipt. */
    public static Optional<SourceReceipt> read(String type, byte[] data) {
        try {
            JsonNode read = JSON.readTree(data);
            return type.startsWith(PREFIX) && read.isObject()
                    ? Optional.of(new SourceReceipt(type, read))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What became of the event: {@code accepted}, {@code rejected} … */
    public String outcome() {
        String name = type.substring(PREFIX.length());
        int version = name.lastIndexOf('.');
        return version < 0 ? name : name.substring(0, version);
    }

    /** For people. */
    public String line() {
        JsonNode event = data.path("event");
        String line = "%s %s %s %s"
                .formatted(
                        data.path("at").asText(),
                        outcome(),
                        event.path("id").asText(),
                        event.path("type").asText());
        return data.has("code")
                ? "%s %s %s: %s"
                        .formatted(
                                line,
                                data.path("code").asText(),
                                data.path("pointer").asText("").isEmpty()
                                        ? "/"
                                        : data.path("pointer").asText(),
                                data.path("hint").asText())
                : line;
    }

    /** For programs: the type beside the data, on one line. */
    public String json() {
        return JSON.createObjectNode().put("type", type).set("data", data).toString();
    }
}
