package io.heliograph.cli.emit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.rw.CloudEventRWException;
import io.heliograph.client.event.EventRefusedException;
import io.heliograph.contracts.json.JsonText;
import io.heliograph.contracts.protocol.ProblemCode;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudEvents in structured mode (CloudEvents 1.0, JSON format): one, or an array of them. {@code data} is kept byte for byte, which the SDK's own reader does
 * not do: it parses and writes it anew.
 */
public final class StructuredEvents {
    private static final JsonMapper JSON = new JsonMapper();

    private StructuredEvents() {}

    /** @throws EventRefusedException when it is not that */
    public static List<CloudEvent> read(byte[] text) {
        try (JsonParser parser = JsonText.untrustedParser(text)) {
            List<CloudEvent> events = new ArrayList<>();
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    events.add(event(parser, text));
                }
                requireToken(parser.currentToken(), JsonToken.END_ARRAY);
            } else {
                requireToken(first, JsonToken.START_OBJECT);
                events.add(event(parser, text));
            }
            requireToken(parser.nextToken(), null);
            return events;
        } catch (IOException e) {
            throw new EventRefusedException(
                    ProblemCode.NOT_JSON, "", "a CloudEvent, or an array of them, as JSON within bounds is expected");
        }
    }

    private static CloudEvent event(JsonParser parser, byte[] text) throws IOException {
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        byte[] data = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("data")) {
                data = slice(parser, text);
            } else {
                attributes.put(name, JSON.readTree(parser));
            }
        }
        return event(attributes, data);
    }

    private static CloudEvent event(Map<String, JsonNode> attributes, byte @Nullable [] data) {
        if (attributes.containsKey("data_base64")) {
            throw invalid("data_base64", "data is JSON: use data");
        }
        String version = text(attributes, "specversion");
        if (!"1.0".equals(version)) {
            throw invalid("specversion", "must be 1.0");
        }
        CloudEventBuilder builder = CloudEventBuilder.v1()
                .withId(required(attributes, "id"))
                .withType(required(attributes, "type"))
                .withSource(source(required(attributes, "source")));
        attributes.remove("specversion");
        attributes.keySet().removeAll(List.of("id", "type", "source"));
        attributes.forEach((name, value) -> add(builder, name, scalar(name, value)));
        if (data != null) {
            builder.withData(data);
        }
        return builder.build();
    }

    private static void add(CloudEventBuilder builder, String name, String value) {
        try {
            switch (name) {
                case "time" -> builder.withTime(OffsetDateTime.parse(value));
                case "subject" -> builder.withSubject(value);
                case "datacontenttype" -> builder.withDataContentType(value);
                case "dataschema" -> builder.withDataSchema(URI.create(value));
                default -> builder.withExtension(name, value);
            }
        } catch (DateTimeException e) {
            throw invalid(name, "a time as in RFC 3339, like 2026-01-01T12:00:00Z");
        } catch (IllegalArgumentException | CloudEventRWException e) {
            throw invalid(name, "not an attribute of CloudEvents: names are lower-case letters and digits");
        }
    }

    private static byte[] slice(JsonParser parser, byte[] text) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        return Arrays.copyOfRange(text, start, end);
    }

    private static URI source(String source) {
        try {
            return URI.create(source);
        } catch (IllegalArgumentException e) {
            throw invalid("source", "a source is a URI reference, like /shop/orders");
        }
    }

    private static String required(Map<String, JsonNode> attributes, String name) {
        String value = text(attributes, name);
        if (value == null || value.isEmpty()) {
            throw new EventRefusedException(
                    ProblemCode.MISSING_ATTRIBUTE, "/attributes/" + name, "every CloudEvent has a " + name);
        }
        return value;
    }

    private static @Nullable String text(Map<String, JsonNode> attributes, String name) {
        JsonNode value = attributes.get(name);
        return value == null ? null : scalar(name, value);
    }

    private static String scalar(String name, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw invalid(name, "an attribute is a text, a number or true or false");
        }
        return value.asText();
    }

    private static void requireToken(@Nullable JsonToken found, @Nullable JsonToken expected) throws IOException {
        if (found != expected) {
            throw new IOException("%s instead of %s".formatted(found, expected));
        }
    }

    private static EventRefusedException invalid(String name, String hint) {
        return new EventRefusedException(ProblemCode.INVALID_ATTRIBUTE, "/attributes/" + name, hint);
    }
}
