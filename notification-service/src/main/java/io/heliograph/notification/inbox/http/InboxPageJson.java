package io.heliograph.notification.inbox.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.heliograph.notification.inbox.InboxItem;
import io.heliograph.notification.inbox.InboxPage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A page as JSON: {@code {"items":[…],"unread":n,"next":"…"}}. What screens show stands in it as it is stored. */
final class InboxPageJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private InboxPageJson() {}

    static byte[] write(InboxPage page, String user) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (InboxItem item : page.items()) {
                json.writeRawValue(
                        item.form().listed(item.id(), item.read(), item.stack()).text());
            }
            json.writeEndArray();
            json.writeNumberField("unread", page.unread());
            json.writeStringField(
                    "next", page.next().map(cursor -> cursor.format(user)).orElse(null));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }
}
