package io.heliograph.cli.emit.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes a CloudEvent in structured mode (CloudEvents 1.0, JSON format); its data as the JSON that it is. */
final class StructuredMode {
    static final String CONTENT_TYPE = "application/cloudevents+json";

    private static final JsonFactory JSON = new JsonFactory();

    private StructuredMode() {}

    static String write(CloudEvent event) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("specversion", "1.0");
            for (String name : event.getAttributeNames()) {
                Object value = event.getAttribute(name);
                if (value != null && !name.equals("specversion")) {
                    json.writeStringField(name, value.toString());
                }
            }
            for (String name : event.getExtensionNames()) {
                json.writeStringField(name, String.valueOf(event.getExtension(name)));
            }
            CloudEventData data = event.getData();
            if (data != null) {
                json.writeFieldName("data");
                json.writeRawValue(new String(data.toBytes(), StandardCharsets.UTF_8));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }
}
