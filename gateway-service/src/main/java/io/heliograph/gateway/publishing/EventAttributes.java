package io.heliograph.gateway.publishing;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProtocolLimits;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attributes of one event, gathered from members or headers, and the event that they make. Confined to one thread. */
final class EventAttributes {
    private static final Set<String> REQUIRED = Set.of("specversion", "id", "source", "type");
    private static final int MAX_LENGTH = 1_024;

    private final Map<String, String> values = new LinkedHashMap<>();

    /** @throws RejectedEventException when no attribute has such a name or value */
    void put(String name, String value) {
        if (!name.matches("[a-z0-9]{1,40}")) {
            throw invalid(name, "the names of attributes are lower case letters and digits (CloudEvents 1.0 §3)");
        }
        int maxLength = REQUIRED.contains(name) ? ProtocolLimits.MAX_ID_LENGTH : MAX_LENGTH;
        if (value.isEmpty() || value.length() > maxLength || value.chars().anyMatch(Character::isISOControl)) {
            throw invalid(name, "1 to " + maxLength + " characters without control characters");
        }
        if (values.putIfAbsent(name, value) != null) {
            throw invalid(name, "say it once");
        }
    }

    /** For an event without an id of its own. */
    void putIdIfAbsent(@Nullable String id) {
        if (id != null && !values.containsKey("id")) {
            put("id", id);
        }
    }

    CloudEvent toEvent(byte @Nullable [] data) {
        if (!required("specversion").equals("1.0")) {
            throw invalid("specversion", "1.0");
        }
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(required("id"))
                .withSource(uri("source", required("source")))
                .withType(required("type"));
        values.forEach((name, value) -> {
            if (!REQUIRED.contains(name)) {
                putOptional(event, name, value);
            }
        });
        if (data != null) {
            event.withData(data);
        }
        return event.build();
    }

    private static void putOptional(CloudEventBuilder event, String name, String value) {
        switch (name) {
            case "time" -> event.withTime(time(value));
            case "subject" -> event.withSubject(value);
            case "datacontenttype" -> event.withDataContentType(value);
            case "dataschema" -> event.withDataSchema(uri(name, value));
            default -> event.withExtension(name, value);
        }
    }

    private String required(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new RejectedEventException(new Rejection(
                    ProblemCode.MISSING_ATTRIBUTE, pointer(name), "every event has it (docs/events.md §4)"));
        }
        return value;
    }

    private static URI uri(String name, String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException _) {
            throw invalid(name, "a URI reference, as /shop/orders");
        }
    }

    private static OffsetDateTime time(String value) {
        try {
            return OffsetDateTime.parse(value);
        } catch (DateTimeParseException _) {
            throw invalid("time", "a time as in RFC 3339: 2026-01-01T12:00:00Z");
        }
    }

    static RejectedEventException invalid(String name, String hint) {
        return new RejectedEventException(new Rejection(ProblemCode.INVALID_ATTRIBUTE, pointer(name), hint));
    }

    /** A name from outside may hold what a pointer escapes (RFC 6901 §3). */
    private static String pointer(String name) {
        return "/attributes/" + name.replace("~", "~0").replace("/", "~1");
    }
}
