package io.heliograph.gateway.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.EventAttribute;
import io.heliograph.contracts.event.EventKey;
import io.heliograph.contracts.event.EventReach;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.PublicationReader;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.event.SignalReader;
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
    static final int MAX_EVENT_BYTES = 256 * 1024;

    private static final String OWN_TYPES = "io.heliograph.";
    private static final String PARTITION_KEY = "partitionkey";
    private static final String ANY_USER = "user:0";
    private static final String NO_SOURCE = "the token grants no events of this source";
    private static final byte[] NO_DATA = {'{', '}'};
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ChannelAccess access;
    private final EventSchemas schemas;
    private final PublicationReader publications;
    private final PublicationReader attributes = new PublicationReader(ChannelKinds.defaults());
    private final SignalReader signals;

    public EventIntake(ChannelAccess access, ChannelKinds kinds, EventSchemas schemas) {
        this.access = access;
        this.schemas = schemas;
        publications = new PublicationReader(kinds);
        signals = new SignalReader(kinds);
    }

    /** What is to happen with an event. */
    public sealed interface Decision {
        record Write(Topic topic, String key, CloudEvent event) implements Decision {}

        record Refuse(Rejection rejection) implements Decision {}
    }

    public Decision decide(CloudEvent event, Principal principal, Instant now) {
        String source = event.getSource().toString();
        if (!access.mayEmit(principal, source)) {
            return refuse(ProblemCode.FORBIDDEN, "/attributes/source", NO_SOURCE);
        }
        return switch (event.getType()) {
            case EventType.NOTIFICATION, EventType.NOTIFICATION_RETRACTED ->
                ownEvent(event, principal, now, Topic.NOTIFICATIONS);
            case EventType.ACTIVITY, EventType.ACTIVITY_UPDATED, EventType.ACTIVITY_RETRACTED ->
                ownEvent(event, principal, now, Topic.ACTIVITIES);
            case String type
            when type.startsWith(OWN_TYPES) ->
                refuse(ProblemCode.UNKNOWN_TYPE, "/attributes/type", "types of this prefix are Heliograph's own");
            default -> publication(event, principal, source, now);
        };
    }

    private Decision ownEvent(CloudEvent event, Principal principal, Instant now, Topic topic) {
        CloudEventData data = event.getData();
        if (attributes.read(asPublication(event), now) instanceof PublicationReader.Reading.Rejected(var rejected)) {
            return new Decision.Refuse(rejected);
        }
        byte[] bytes = data == null ? new byte[0] : data.toBytes();
        if (bytes.length > MAX_EVENT_BYTES) {
            return refuse(ProblemCode.TOO_LARGE, "", "at most " + MAX_EVENT_BYTES + " bytes of data");
        }
        Optional<Rejection> rejection = schemas.check(event.getType(), bytes);
        if (rejection.isPresent()) {
            return new Decision.Refuse(rejection.get());
        }
        JsonNode tree = parse(bytes);
        return beyondGrants(tree, principal, event.getSource().toString())
                .<Decision>map(Decision.Refuse::new)
                .orElseGet(() -> new Decision.Write(topic, key(event, tree), event));
    }

    /** What it reaches although the token grants only its source. */
    private Optional<Rejection> beyondGrants(JsonNode data, Principal principal, String source) {
        if (EventReach.isForEveryone(data) && !access.mayEmit(principal, source, ChannelName.EVERYONE)) {
            return Optional.of(new Rejection(
                    ProblemCode.FORBIDDEN,
                    EventReach.EVERYONE_POINTER,
                    "the token grants no publishing to " + ChannelName.EVERYONE.value()));
        }
        return EventReach.changedSources(data).entrySet().stream()
                .filter(changed -> !access.mayEmit(principal, changed.getValue()))
                .findFirst()
                .map(changed -> new Rejection(ProblemCode.FORBIDDEN, changed.getKey(), NO_SOURCE));
    }

    private static JsonNode parse(byte[] data) {
        try {
            return MAPPER.readTree(data);
        } catch (IOException e) {
            throw new UncheckedIOException("the data was JSON when its schema was checked", e);
        }
    }

    /** Its attributes have the bounds of a publication's; its data does not count here. */
    private static CloudEvent asPublication(CloudEvent event) {
        return CloudEventBuilder.v1(event)
                .withExtension(EventAttribute.CHANNEL, ANY_USER)
                .withData("application/json", NO_DATA)
                .build();
    }

    /** What is to stay in order: as the producer says, or as its data does. */
    private static String key(CloudEvent event, JsonNode data) {
        Object partitionKey = event.getExtension(PARTITION_KEY);
        return partitionKey == null ? EventKey.of(data, event.getId()) : partitionKey.toString();
    }

    private Decision publication(CloudEvent event, Principal principal, String source, Instant now) {
        if (event.getExtension(EventAttribute.CHANNEL) == null) {
            return refuse(
                    ProblemCode.UNKNOWN_TYPE,
                    "/attributes/type",
                    "a notification, or a type of your own with the attribute channel");
        }
        if (event.getExtension(EventAttribute.DURABILITY) != null) {
            return signal(event, principal, source, now);
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

    private Decision signal(CloudEvent event, Principal principal, String source, Instant now) {
        return switch (signals.read(event, now)) {
            case SignalReader.Reading.Rejected(Rejection rejection) -> new Decision.Refuse(rejection);
            case SignalReader.Reading.Valid(var signal)
            when !access.mayEmit(principal, source, signal.channel()) ->
                refuse(ProblemCode.FORBIDDEN, "/attributes/channel", "the token grants no publishing to this channel");
            case SignalReader.Reading.Valid(var signal) ->
                new Decision.Write(Topic.SIGNALS, signal.channel().value(), event);
        };
    }

    private static Decision refuse(ProblemCode code, String pointer, String hint) {
        return new Decision.Refuse(new Rejection(code, pointer, hint));
    }
}
