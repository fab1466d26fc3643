package io.heliograph.gateway.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.event.EventType;
import io.heliograph.gateway.lifecycle.AcknowledgementBuffer.Acknowledged;
import io.heliograph.gateway.routing.PodId;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The events of what devices acknowledged, docs/events.md §7, keyed by user. Safe for concurrent use. */
public final class AcknowledgementEventFactory {
    /** What the schema allows in one event; tabs of one device may have more channels together. */
    static final int MAX_POSITIONS = 200;

    private static final JsonMapper MAPPER = new JsonMapper();

    private final URI source;

    public AcknowledgementEventFactory(PodId pod) {
        source = URI.create("/gateway/" + pod);
    }

    /** As many events as it takes; none for nothing. */
    public List<OutgoingEvent> events(Acknowledged acknowledged, Instant at) {
        List<OutgoingEvent> events = new ArrayList<>();
        Map<String, String> positions = new TreeMap<>();
        acknowledged.positions().forEach((channel, position) -> {
            positions.put(channel.value(), position.toString());
            if (positions.size() == MAX_POSITIONS) {
                events.add(event(acknowledged.device(), positions, at));
                positions.clear();
            }
        });
        if (!positions.isEmpty()) {
            events.add(event(acknowledged.device(), positions, at));
        }
        return events;
    }

    private OutgoingEvent event(AcknowledgementBuffer.Device device, Map<String, String> positions, Instant at) {
        byte[] data;
        try {
            data = MAPPER.writeValueAsBytes(
                    Map.of("user", device.user(), "device", device.id(), "positions", positions));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is JSON", e);
        }
        return new OutgoingEvent(
                device.user(),
                CloudEventBuilder.v1()
                        .withId(UUID.randomUUID().toString())
                        .withSource(source)
                        .withType(EventType.ACKNOWLEDGEMENT)
                        .withTime(at.atOffset(ZoneOffset.UTC))
                        .withData("application/json", data)
                        .build());
    }
}
