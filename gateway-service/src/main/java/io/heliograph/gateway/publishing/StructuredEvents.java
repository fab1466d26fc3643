package io.heliograph.gateway.publishing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.json.JsonText;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.gateway.publishing.EventRequestReader.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents' JSON format 1.0.2, with {@code data} as the bytes in which it came: a format library would parse and write it anew, and numbers and spaces with it.
 */
final class StructuredEvents {
    private StructuredEvents() {}

    /** @throws RejectedEventException when it is not exactly one event */
    static CloudEvent readOne(byte[] body, @Nullable String idempotencyKey) {
        try (JsonParser parser = JsonText.untrustedParser(body)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "the body must be one JSON object");
            CloudEvent event = event(parser, body, idempotencyKey);
            require(parser.nextToken() == null, "nothing may follow the event");
            return event;
        } catch (IOException _) {
            throw malformed("the body must be JSON within the bounds of docs/protocol.md §2.2");
        }
    }

    static Reading readBatch(byte[] body, int maxEvents) {
        List<CloudEvent> events = new ArrayList<>();
        try (JsonParser parser = JsonText.untrustedParser(body)) {
            require(parser.nextToken() == JsonToken.START_ARRAY, "the body must be a list of events");
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                require(events.size() < maxEvents, "a batch has at most " + maxEvents + " events");
                require(parser.currentToken() == JsonToken.START_OBJECT, "each event must be a JSON object");
                try {
                    events.add(event(parser, body, null));
                } catch (RejectedEventException e) {
                    return new Reading.Rejected(e.rejection(), events.size());
                }
            }
            require(parser.nextToken() == null, "nothing may follow the list");
        } catch (IOException _) {
            throw malformed("the body must be JSON within the bounds of docs/protocol.md §2.2");
        }
        require(!events.isEmpty(), "a batch has at least one event");
        return new Reading.Valid(events, true);
    }

    private static CloudEvent event(JsonParser parser, byte[] body, @Nullable String idempotencyKey)
            throws IOException {
        var attributes = new EventAttributes();
        byte @Nullable [] data = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("data")) {
                require(data == null, "data and data_base64 exclude each other");
                data = slice(parser, body);
            } else if (name.equals("data_base64")) {
                require(data == null, "data and data_base64 exclude each other");
                require(value == JsonToken.VALUE_STRING, "data_base64 must be a text");
                data = parser.getBinaryValue();
            } else if (value != JsonToken.VALUE_NULL) {
                require(value.isScalarValue(), "attributes are texts, numbers or booleans");
                attributes.put(name, parser.getText());
            }
        }
        attributes.putIdIfAbsent(idempotencyKey);
        return attributes.toEvent(data);
    }

    private static byte[] slice(JsonParser parser, byte[] body) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        return Arrays.copyOfRange(body, start, end);
    }

    private static void require(boolean fulfilled, String hint) {
        if (!fulfilled) {
            throw malformed(hint);
        }
    }

    private static RejectedEventException malformed(String hint) {
        return new RejectedEventException(new Rejection(ProblemCode.MALFORMED, "", hint));
    }
}
