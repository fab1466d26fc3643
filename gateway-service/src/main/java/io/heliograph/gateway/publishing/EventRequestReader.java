package io.heliograph.gateway.publishing;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the events of a request: CloudEvents' HTTP binding 1.0.2 §3, binary, structured and batched. Safe for concurrent use. */
public final class EventRequestReader {
    public static final int MAX_EVENTS = 100;

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    /** What came of reading. */
    public sealed interface Reading {
        /** @param batch whether the answer is a list */
        record Valid(List<CloudEvent> events, boolean batch) implements Reading {
            public Valid {
                events = List.copyOf(events);
            }
        }

        /** @param index of the event in its batch; null for the request as a whole */
        record Rejected(Rejection rejection, @Nullable Integer index) implements Reading {}
    }

    private EventRequestReader() {}

    public static Reading read(EventRequest request) {
        String contentType = request.contentType();
        String mediaType =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        try {
            return switch (mediaType) {
                case STRUCTURED -> one(StructuredEvents.readOne(request.body().array(), request.idempotencyKey()));
                case BATCH -> StructuredEvents.readBatch(request.body().array(), MAX_EVENTS);
                default -> one(binary(request));
            };
        } catch (RejectedEventException e) {
            return new Reading.Rejected(e.rejection(), null);
        }
    }

    private static Reading one(CloudEvent event) {
        return new Reading.Valid(List.of(event), false);
    }

    private static CloudEvent binary(EventRequest request) {
        if (request.attributes().isEmpty()) {
            throw new RejectedEventException(new Rejection(
                    ProblemCode.MALFORMED,
                    "",
                    "send " + STRUCTURED + ", " + BATCH + ", or the attributes as headers ce-… (docs/events.md §5)"));
        }
        var attributes = new EventAttributes();
        for (Map.Entry<String, String> attribute : request.attributes()) {
            attributes.put(attribute.getKey(), decoded(attribute.getKey(), attribute.getValue()));
        }
        attributes.putIdIfAbsent(request.idempotencyKey());
        String contentType = request.contentType();
        if (contentType != null) {
            attributes.put("datacontenttype", contentType);
        }
        return attributes.toEvent(
                request.body().length() == 0 ? null : request.body().array());
    }

    /** Headers are ASCII: other characters travel percent-encoded (HTTP binding §3.1.3.2). */
    private static String decoded(String name, String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw EventAttributes.invalid(name, "a percent sign is written %25 in a header");
        }
    }
}
