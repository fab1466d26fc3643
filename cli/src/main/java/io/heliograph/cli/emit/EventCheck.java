package io.heliograph.cli.emit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.PublicationReader;
import io.heliograph.contracts.event.PublicationReader.Reading;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.protocol.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks an event as its consumer will, and finds its topic and key. Safe for concurrent use. */
public final class EventCheck {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> NOTIFICATIONS = Set.of(EventType.NOTIFICATION, EventType.NOTIFICATION_RETRACTED);

    private final EventSchemas schemas = new EventSchemas();
    private final PublicationReader publications = new PublicationReader(ChannelKinds.defaults(), Durability.DURABLE);
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

    private OutgoingEvent check(CloudEvent event, String place) {
        return NOTIFICATIONS.contains(event.getType()) ? notification(event, place) : publication(event, place);
    }

    private OutgoingEvent notification(CloudEvent event, String place) {
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
            JsonNode recipients = JSON.readTree(data).path("recipients");
            return new OutgoingEvent(
                    event, Topic.NOTIFICATIONS, recipients.path(0).asText());
        } catch (IOException e) {
            throw new UncheckedIOException("the schema admits only JSON", e);
        }
    }

    private OutgoingEvent publication(CloudEvent event, String place) {
        return switch (publications.read(event, clock.instant())) {
            case Reading.Valid(var publication) ->
                new OutgoingEvent(
                        publication.toCloudEvent(),
                        Topic.PUBLICATIONS,
                        publication.channel().value());
            case Reading.Rejected(Rejection rejection) -> throw new EventRefusedException(place, rejection);
        };
    }

    private static byte[] bytes(@Nullable CloudEventData data) {
        return data == null ? new byte[0] : data.toBytes();
    }
}
