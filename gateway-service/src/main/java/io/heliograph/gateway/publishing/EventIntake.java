package io.heliograph.gateway.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.event.EventAttribute;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.PublicationReader;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.gateway.authentication.ChannelAccess;
import io.heliograph.gateway.authentication.Principal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/** Decides whether an event may be written for somebody, where to and under which key, docs/events.md §5. Safe for concurrent use. */
public final class EventIntake {
    /** A notification to 1,000 users with data of its own fits well. */
    static final int MAX_NOTIFICATION_BYTES = 256 * 1024;

    private static final String OWN_TYPES = "io.heliograph.";
    private static final String PARTITION_KEY = "partitionkey";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ChannelAccess access;
    private final EventSchemas schemas;
    private final PublicationReader publications;

    public EventIntake(ChannelAccess access, ChannelKinds kinds, EventSchemas schemas) {
        this.access = access;
        this.schemas = schemas;
        publications = new PublicationReader(kinds, Durability.DURABLE);
    }

    /** What is to happen with an event. */
    public sealed interface Decision {
        record Write(Topic topic, String key, CloudEvent event) implements Decision {}

        record Refuse(Rejection rejection) implements Decision {}
    }

    public Decision decide(CloudEvent event, Principal principal, Instant now) {
        String source = event.getSource().toString();
        if (!access.mayEmit(principal, source)) {
            return refuse(ProblemCode.FORBIDDEN, "/attributes/source", "the token grants no events of this source");
        }
        return switch (event.getType()) {
            case EventType.NOTIFICATION, EventType.NOTIFICATION_RETRACTED -> notification(event, now);
            case String type
            when type.startsWith(OWN_TYPES) ->
                refuse(ProblemCode.UNKNOWN_TYPE, "/attributes/type", "types of this prefix are Heliograph's own");
            default -> publication(event, principal, source, now);
        };
    }

    private Decision notification(CloudEvent event, Instant now) {
        CloudEventData data = event.getData();
        if (event.getTime() == null) {
            return refuse(ProblemCode.MISSING_ATTRIBUTE, "/attributes/time", "say when it happened, as in RFC 3339");
        }
        if (event.getTime().toInstant().isAfter(now.plus(PublicationReader.MAX_FUTURE))) {
            return refuse(ProblemCode.FUTURE_TIME, "/attributes/time", "the producer's clock is ahead");
        }
        byte[] bytes = data == null ? new byte[0] : data.toBytes();
        if (bytes.length > MAX_NOTIFICATION_BYTES) {
            return refuse(ProblemCode.TOO_LARGE, "", "at most " + MAX_NOTIFICATION_BYTES + " bytes of data");
        }
        Optional<Rejection> rejection = schemas.check(event.getType(), bytes);
        return rejection.isPresent()
                ? new Decision.Refuse(rejection.get())
                : new Decision.Write(Topic.NOTIFICATIONS, notificationKey(event, bytes), event);
    }

    /** The recipient, or what is to stay in order. */
    private static String notificationKey(CloudEvent event, byte[] data) {
        Object partitionKey = event.getExtension(PARTITION_KEY);
        if (partitionKey != null) {
            return partitionKey.toString();
        }
        try {
            JsonNode recipients = MAPPER.readTree(data).path("recipients");
            return recipients.path(0).asText();
        } catch (IOException e) {
            throw new UncheckedIOException("the data was JSON when its schema was checked", e);
        }
    }

    private Decision publication(CloudEvent event, Principal principal, String source, Instant now) {
        if (event.getExtension(EventAttribute.CHANNEL) == null) {
            return refuse(
                    ProblemCode.UNKNOWN_TYPE,
                    "/attributes/type",
                    "a notification, or a type of your own with the attribute channel");
        }
        return switch (publications.read(event, now)) {
            case PublicationReader.Reading.Rejected(Rejection rejection) -> new Decision.Refuse(rejection);
            case PublicationReader.Reading.Valid(var publication)
            when !access.mayEmit(principal, source, publication.channel()) ->
                refuse(ProblemCode.FORBIDDEN, "/attributes/channel", "the token grants no publishing to this channel");
            case PublicationReader.Reading.Valid(var publication) ->
                new Decision.Write(Topic.PUBLICATIONS, publication.channel().value(), event);
        };
    }

    private static Decision refuse(ProblemCode code, String pointer, String hint) {
        return new Decision.Refuse(new Rejection(code, pointer, hint));
    }
}
