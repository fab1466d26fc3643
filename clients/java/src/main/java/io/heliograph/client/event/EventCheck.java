package io.heliograph.client.event;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.event.EventAttribute;
import io.heliograph.contracts.event.EventKey;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.PublicationReader;
import io.heliograph.contracts.event.PublicationReader.Reading;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.event.SignalReader;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.protocol.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks an event as its consumer will, and finds its topic and key. Safe for concurrent use. */
public final class EventCheck {
    private static final JsonMapper JSON = new JsonMapper();

    private final EventSchemas schemas = new EventSchemas();
    private final PublicationReader publications = new PublicationReader(ChannelKinds.defaults());
    private final SignalReader signals = new SignalReader(ChannelKinds.defaults());
    private final InstantSource clock;

    public EventCheck(InstantSource clock) {
        this.clock = clock;
    }

    /** @throws EventRefusedException for the first event that cannot be taken */
    public List<OutgoingEvent> checkAll(List<CloudEvent> events) {
        List<OutgoingEvent> checked = new ArrayList<>();
        for (CloudEvent event : events) {
            String place = events.size() == 1 ? "" : "event %d: ".formatted(checked.size() + 1);
            checked.add(check(event, place));
        }
        return checked;
    }

    /** @throws EventRefusedException when it cannot be taken */
    public OutgoingEvent check(CloudEvent event) {
        return check(event, "");
    }

    private OutgoingEvent check(CloudEvent event, String place) {
        return switch (event.getType()) {
            case EventType.NOTIFICATION, EventType.NOTIFICATION_RETRACTED ->
                ownEvent(event, place, Topic.NOTIFICATIONS);
            case EventType.ACTIVITY, EventType.ACTIVITY_UPDATED, EventType.ACTIVITY_RETRACTED ->
                ownEvent(event, place, Topic.ACTIVITIES);
            case String _ when event.getExtension(EventAttribute.DURABILITY) != null -> signal(event, place);
            case String _ -> publication(event, place);
        };
    }

    private OutgoingEvent ownEvent(CloudEvent event, String place, Topic topic) {
        if (event.getTime() == null) {
            throw new EventRefusedException(
                    place,
                    new Rejection(
                            ProblemCode.MISSING_ATTRIBUTE, "/attributes/time", "say when it happened, as in RFC 3339"));
        }
        byte[] data = bytes(event.getData());
        schemas.check(event.getType(), data).ifPresent(rejection -> {
            throw new EventRefusedException(place, rejection);
        });
        try {
            Object named = event.getExtension(EventAttribute.PARTITION_KEY);
            String key = named == null ? EventKey.of(JSON.readTree(data), event.getId()) : named.toString();
            return new OutgoingEvent(event, topic, key);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema admits only JSON", e);
        }
    }

    private OutgoingEvent signal(CloudEvent event, String place) {
        return switch (signals.read(event, clock.instant())) {
            case SignalReader.Reading.Valid(var signal) ->
                new OutgoingEvent(json(event), Topic.SIGNALS, signal.channel().value());
            case SignalReader.Reading.Rejected(Rejection rejection) ->
                throw new EventRefusedException(place, rejection);
        };
    }

    private OutgoingEvent publication(CloudEvent event, String place) {
        return switch (publications.read(event, clock.instant())) {
            case Reading.Valid(var publication) ->
                new OutgoingEvent(
                        json(event), Topic.PUBLICATIONS, publication.channel().value());
            case Reading.Rejected(Rejection rejection) -> throw new EventRefusedException(place, rejection);
        };
    }

    /** As it came, with every attribute: the reader's own form has only those that go to screens. */
    private static CloudEvent json(CloudEvent event) {
        return event.getData() == null || event.getDataContentType() != null
                ? event
                : CloudEventBuilder.v1(event)
                        .withDataContentType("application/json")
                        .build();
    }

    private static byte[] bytes(@Nullable CloudEventData data) {
        return data == null ? new byte[0] : data.toBytes();
    }
}
