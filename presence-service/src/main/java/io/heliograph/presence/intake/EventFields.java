package io.heliograph.presence.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.json.JsonText;
import io.heliograph.contracts.json.PlainText;
import io.heliograph.contracts.json.Timestamps;
import io.heliograph.contracts.protocol.ProblemCode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of an event's data that fit its schema, with what a schema does not say: texts that can be stored and logged. */
public final class EventFields {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MAX_LENGTH = 255;
    private static final List<String> NAMES = List.of("user", "connection", "pod");

    private final JsonNode data;

    /** Either what can be read, or why not. */
    public record Checked(
            @Nullable EventFields fields, @Nullable Rejection rejection) {}

    private EventFields(JsonNode data) {
        this.data = data;
    }

    public static Checked check(EventSchemas schemas, CloudEvent event) {
        CloudEventData content = event.getData();
        byte[] bytes = content == null ? new byte[0] : content.toBytes();
        Optional<Rejection> violation = schemas.check(event.getType(), bytes);
        if (violation.isPresent()) {
            return new Checked(null, violation.get());
        }
        EventFields fields = new EventFields(parsed(bytes));
        for (String name : NAMES) {
            if (!PlainText.isValid(fields.text(name), MAX_LENGTH)) {
                return new Checked(null, rejection("/" + name, "must have no control characters"));
            }
        }
        if (Timestamps.parse(fields.text("at")).isEmpty()) {
            return new Checked(null, rejection("/at", "must be a time of the years 1 to 9999 in UTC"));
        }
        return new Checked(fields, null);
    }

    public static Rejection rejection(String pointer, String hint) {
        return new Rejection(ProblemCode.SCHEMA_VIOLATION, pointer, hint);
    }

    public String text(String name) {
        return data.path(name).asText();
    }

    public @Nullable String optionalText(String name) {
        return data.path(name).isTextual() ? data.path(name).textValue() : null;
    }

    public boolean isTrue(String name) {
        return data.path(name).asBoolean();
    }

    /** The JSON of an object; null without one. */
    public @Nullable String object(String name) {
        return data.path(name).isObject() ? data.path(name).toString() : null;
    }

    public Instant at() {
        return Timestamps.parse(text("at")).orElseThrow();
    }

    private static JsonNode parsed(byte[] bytes) {
        try (JsonParser parser = JsonText.untrustedParser(bytes)) {
            return MAPPER.readTree(parser);
        } catch (IOException e) {
            throw new IllegalStateException("the schema was checked", e);
        }
    }
}
