package io.heliograph.contracts.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.heliograph.contracts.json.JsonText;
import io.heliograph.contracts.protocol.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The JSON Schemas (2020-12) of Heliograph's own event types: the resources {@code schemas/<type>.json}. Safe for concurrent use. */
public final class EventSchemas {
    private static final List<String> TYPES = List.of(
            EventType.NOTIFICATION,
            EventType.NOTIFICATION_RETRACTED,
            EventType.ACTIVITY,
            EventType.ACTIVITY_UPDATED,
            EventType.ACTIVITY_RETRACTED,
            EventType.ACKNOWLEDGEMENT,
            EventType.CONNECTION_OPENED,
            EventType.CONNECTION_RESUMED,
            EventType.CONNECTION_ANNOUNCED,
            EventType.CONNECTION_ACTIVITY,
            EventType.CONNECTION_CLOSED,
            EventType.MEMBERSHIP_ENTERED,
            EventType.MEMBERSHIP_UPDATED,
            EventType.MEMBERSHIP_LEFT,
            EventType.PRESENCE_CHANGED,
            EventType.EMAIL_REQUESTED,
            EventType.DOCUMENT_CHANGED,
            EventType.RECEIPT_ACCEPTED,
            EventType.RECEIPT_REJECTED,
            EventType.RECEIPT_DELIVERED,
            EventType.RECEIPT_EXPIRED);
    /** Against this the schemas' references to each other are resolved; nothing is fetched. */
    private static final String BASE = "resource:/schemas/";

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, Schema> schemas = new TreeMap<>();

    public EventSchemas() {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .errorMessageKeyword("errorMessage")
                .locale(Locale.ROOT)
                .preloadSchema(true)
                .build();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(config).schemas(EventSchemas::resource));
        for (String type : TYPES) {
            schemas.put(type, registry.getSchema(SchemaLocation.of(BASE + type + ".json")));
        }
    }

    public Set<String> types() {
        return Set.copyOf(schemas.keySet());
    }

    /** The first thing that is wrong with an event's data, or empty when it fits its type. */
    public Optional<Rejection> check(String type, byte[] data) {
        Schema schema = schemas.get(type);
        if (schema == null) {
            return Optional.of(Rejection.attribute(
                    ProblemCode.UNKNOWN_TYPE, "type", "the types are " + String.join(", ", schemas.keySet())));
        }
        JsonNode tree;
        try (JsonParser parser = JsonText.untrustedParser(data)) {
            tree = MAPPER.readTree(parser);
            if (tree == null || tree.isMissingNode() || parser.nextToken() != null) {
                return Optional.of(notJson());
            }
        } catch (IOException e) {
            return Optional.of(notJson());
        }
        return schema.validate(tree).stream().findFirst().map(EventSchemas::violation);
    }

    private static String resource(String location) {
        String file = location.substring(BASE.length());
        try (InputStream schema = EventSchemas.class.getResourceAsStream("/schemas/" + file)) {
            if (schema == null) {
                throw new IllegalStateException("schema " + file + " is missing");
            }
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rejection notJson() {
        return new Rejection(
                ProblemCode.NOT_JSON, "", "data must be one JSON value within the bounds of docs/protocol.md §2.2");
    }

    private static Rejection violation(Error error) {
        return new Rejection(
                ProblemCode.SCHEMA_VIOLATION, error.getInstanceLocation().toString(), error.getMessage());
    }
}
