package io.heliograph.contracts.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.heliograph.contracts.json.JsonText;
import io.heliograph.contracts.protocol.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The JSON Schemas (2020-12) of Heliograph's own event types: the resources {@code schemas/<type>.json}. Safe for concurrent use. */
public final class EventSchemas {
    private static final List<String> TYPES = List.of(
            EventType.NOTIFICATION,
            EventType.NOTIFICATION_RETRACTED,
            EventType.ACKNOWLEDGEMENT,
            EventType.CONNECTION_OPENED,
            EventType.CONNECTION_RESUMED,
            EventType.CONNECTION_ANNOUNCED,
            EventType.CONNECTION_CLOSED);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, Schema> schemas = new TreeMap<>();

    public EventSchemas() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        for (String type : TYPES) {
            try (InputStream schema = EventSchemas.class.getResourceAsStream("/schemas/" + type + ".json")) {
                if (schema == null) {
                    throw new IllegalStateException("schema of " + type + " is missing");
                }
                schemas.put(type, registry.getSchema(schema));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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

    private static Rejection notJson() {
        return new Rejection(
                ProblemCode.NOT_JSON, "", "data must be one JSON value within the bounds of docs/protocol.md §2.2");
    }

    private static Rejection violation(Error error) {
        return new Rejection(
                ProblemCode.SCHEMA_VIOLATION, error.getInstanceLocation().toString(), error.getMessage());
    }
}
