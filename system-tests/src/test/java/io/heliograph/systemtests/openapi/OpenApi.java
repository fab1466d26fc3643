package io.heliograph.systemtests.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.heliograph.cli.platform.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code docs/openapi.yaml}, to hold answers against. */
final class OpenApi {
    private static final String LOCATION = "urn:heliograph:openapi";

    private final JsonNode document;
    private final SchemaRegistry schemas;

    private OpenApi(JsonNode document) {
        this.document = document;
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .locale(Locale.ROOT)
                .build();
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(config).schemas(_ -> closed(document)));
    }

    static OpenApi read() {
        try (var yaml = Files.newBufferedReader(Checkout.find().root().resolve("docs/openapi.yaml"))) {
            return new OpenApi(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The paths with a GET that answers 200. */
    List<String> gets() {
        return document.path("paths")
                .propertyStream()
                .filter(path -> path.getValue().at("/get/responses/200/content").has("application/json"))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * What of an answer to a GET is not as the document says.
     *
     * @param path as the document writes it
     */
    List<String> violations(String path, int status, String mediaType, JsonNode body) {
        JsonPointer response = resolved(pointer("paths", path, "get", "responses", String.valueOf(status)));
        JsonPointer schema = response.append(pointer("content", mediaType, "schema"));
        if (document.at(schema).isMissingNode()) {
            return List.of("%d with %s is not described".formatted(status, mediaType));
        }
        return schemas.getSchema(SchemaLocation.of(LOCATION + '#' + schema)).validate(body).stream()
                .map(Error::toString)
                .toList();
    }

    private JsonPointer resolved(JsonPointer pointer) {
        JsonNode reference = document.at(pointer).path("$ref");
        return reference.isTextual() ? JsonPointer.compile(reference.textValue().substring(1)) : pointer;
    }

    private static JsonPointer pointer(String... names) {
        JsonPointer pointer = JsonPointer.empty();
        for (String name : names) {
            pointer = pointer.appendProperty(name);
        }
        return pointer;
    }

    /** Clients ignore members that they do not know, so the document leaves objects open. Here each member has to be described. */
    private static String closed(JsonNode document) {
        JsonNode copy = document.deepCopy();
        for (JsonNode parent : copy.findParents("properties")) {
            if (parent instanceof ObjectNode schema
                    && schema.path("type").asText().equals("object")
                    && !schema.has("additionalProperties")) {
                schema.put("unevaluatedProperties", false);
            }
        }
        return copy.toString();
    }
}
