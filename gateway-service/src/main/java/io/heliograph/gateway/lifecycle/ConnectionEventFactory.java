package io.heliograph.gateway.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.event.EventType;
import io.heliograph.gateway.lifecycle.ConnectionEvents.ClosingFacts;
import io.heliograph.gateway.lifecycle.ConnectionEvents.ConnectionFacts;
import io.heliograph.gateway.routing.PodId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** The events of a connection's life, docs/events.md §7, keyed by user. An id names connection and fact, so that a repetition is recognised. Safe for concurrent use. */
public final class ConnectionEventFactory {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MAX_REASON_LENGTH = 123;

    private final PodId pod;
    private final URI source;

    public ConnectionEventFactory(PodId pod) {
        this.pod = pod;
        source = URI.create("/gateway/" + pod);
    }

    public OutgoingEvent opened(ConnectionFacts connection, boolean resumed, Instant at) {
        return resumed
                ? event(EventType.CONNECTION_RESUMED, "resumed", connection, data(connection, at), at)
                : event(EventType.CONNECTION_OPENED, "opened", connection, data(connection, at), at);
    }

    public OutgoingEvent announced(ConnectionFacts connection, Instant at) {
        return event(
                EventType.CONNECTION_ANNOUNCED, "announced:" + at.toEpochMilli(), connection, data(connection, at), at);
    }

    public OutgoingEvent activity(ConnectionFacts connection, boolean idle, Instant at) {
        Map<String, Object> data = data(connection, at);
        data.put("idle", idle);
        return event(EventType.CONNECTION_ACTIVITY, "activity:" + at.toEpochMilli(), connection, data, at);
    }

    public OutgoingEvent closed(ConnectionFacts connection, ClosingFacts closing, Instant at) {
        Map<String, Object> data = data(connection, at);
        data.put("code", closing.code());
        data.put("reason", shortened(closing.reason()));
        data.put("initiator", closing.initiator());
        data.put(
                "openMillis",
                Math.max(0, Duration.between(connection.openedAt(), at).toMillis()));
        data.put("sent", closing.sentFrames());
        data.put("received", closing.receivedFrames());
        data.put("sentBytes", closing.sentBytes());
        data.put("channels", closing.channels());
        return event(EventType.CONNECTION_CLOSED, "closed", connection, data, at);
    }

    private Map<String, Object> data(ConnectionFacts connection, Instant at) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("connection", connection.connection());
        data.put("pod", pod.value());
        data.put("user", connection.user());
        if (connection.device() != null) {
            data.put("device", connection.device());
        }
        data.put("transport", connection.transport());
        if (connection.client() != null) {
            data.put("client", connection.client());
        }
        data.put("at", at.toString());
        return data;
    }

    private OutgoingEvent event(
            String type, String fact, ConnectionFacts connection, Map<String, Object> data, Instant at) {
        CloudEvent event = CloudEventBuilder.v1()
                .withId(connection.connection() + ':' + fact)
                .withSource(source)
                .withType(type)
                .withTime(at.atOffset(ZoneOffset.UTC))
                .withData("application/json", json(data))
                .build();
        return new OutgoingEvent(connection.user(), event);
    }

    /** A client may give a reason in a close frame; the frame's own bound is in bytes. */
    private static String shortened(String reason) {
        return reason.length() <= MAX_REASON_LENGTH ? reason : reason.substring(0, MAX_REASON_LENGTH);
    }

    private static byte[] json(Map<String, Object> data) {
        try {
            return MAPPER.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts and numbers is JSON", e);
        }
    }
}
