package io.heliograph.notification.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.EventAttribute;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.event.PublicationReader;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProtocolLimits;
import io.heliograph.notification.inbox.EventReference;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.NotificationGroup;
import io.heliograph.notification.inbox.Retraction;
import io.heliograph.notification.inbox.ScreenForm;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides what becomes of an event on {@code heliograph.notifications}, docs/events.md §3. Safe for concurrent use. */
public final class IntakePolicy {
    private static final Set<String> TYPES = Set.of(EventType.NOTIFICATION, EventType.NOTIFICATION_RETRACTED);
    /** Stands for the recipients' own channels while the attributes are read. */
    private static final ChannelName ANY_USER = ChannelName.ofUser("any");
    /** So that recipients fit beside it when feed-service writes it again. */
    private static final int MAX_BYTES_FOR_FOLLOWERS = ProtocolLimits.MAX_DATA_BYTES - 1_024;
    /** A clock that was never set; Go's zero time is even earlier. */
    private static final Instant EARLIEST = Instant.EPOCH;
    /** The last that RFC 3339 can write. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final String CRITICAL = "critical";

    private final PublicationReader reader = new PublicationReader(ChannelKinds.defaults());
    private final EventSchemas schemas = new EventSchemas();

    /** @param now when the event was read */
    public IntakeDecision decide(CloudEvent event, Instant now) {
        if (!TYPES.contains(event.getType())) {
            return reject(
                    ProblemCode.UNKNOWN_TYPE,
                    "/attributes/type",
                    "this topic takes " + EventType.NOTIFICATION + " and " + EventType.NOTIFICATION_RETRACTED);
        }
        return switch (readAsPublication(event, now)) {
            case PublicationReader.Reading.Rejected(Rejection rejection) -> new IntakeDecision.Reject(rejection);
            case PublicationReader.Reading.Valid(PublicationEvent valid) -> decide(valid);
        };
    }

    /** The attributes travel on in publications, so that they have to pass the same checks; the data is the sender's, not yet that of one. */
    private PublicationReader.Reading readAsPublication(CloudEvent event, Instant now) {
        return reader.read(
                CloudEventBuilder.v1(event)
                        .withExtension(EventAttribute.CHANNEL, ANY_USER.value())
                        .build(),
                now);
    }

    private IntakeDecision decide(PublicationEvent event) {
        Optional<Rejection> rejection = outOfRange(event)
                .or(() -> schemas.check(event.type(), event.data().array()));
        if (rejection.isPresent()) {
            return new IntakeDecision.Reject(rejection.get());
        }
        JsonNode data = EventData.parse(event.data());
        List<String> recipients =
                data.path("recipients").valueStream().map(JsonNode::textValue).toList();
        Optional<Rejection> noChannel = withoutChannel(recipients);
        if (noChannel.isPresent()) {
            return new IntakeDecision.Reject(noChannel.get());
        }
        return event.type().equals(EventType.NOTIFICATION)
                ? deliver(event, data, recipients)
                : retract(event, data, recipients);
    }

    private IntakeDecision deliver(PublicationEvent event, JsonNode data, List<String> recipients) {
        EventReference reference = new EventReference(event.source(), event.id());
        Instant createdAt = event.time().truncatedTo(ChronoUnit.MICROS);
        return switch (ScreenFormWriter.write(data, reference, createdAt, event.expiresAt())) {
            case ScreenFormWriter.Result.Unwritable(Rejection rejection) -> new IntakeDecision.Reject(rejection);
            case ScreenFormWriter.Result.Written(ScreenForm form) ->
                deliver(
                        event,
                        Audience.of(data),
                        new Notification(
                                reference,
                                recipients,
                                createdAt,
                                event.expiresAt(),
                                data.path("category").textValue(),
                                priority(data, event.priority()),
                                CRITICAL.equals(data.path("priority").textValue()),
                                data.has("group")
                                        ? new NotificationGroup(
                                                data.path("group").textValue())
                                        : null,
                                event.collapseKey(),
                                event.traceparent(),
                                form));
        };
    }

    private static IntakeDecision deliver(PublicationEvent event, Audience audience, Notification notification) {
        return switch (audience) {
            case RECIPIENTS, WHOEVER_HAS_IT -> new IntakeDecision.Deliver(notification);
            case FOLLOWERS ->
                event.data().length() > MAX_BYTES_FOR_FOLLOWERS
                        ? reject(
                                ProblemCode.TOO_LARGE,
                                "",
                                "for followers %d bytes are allowed: send a link".formatted(MAX_BYTES_FOR_FOLLOWERS))
                        : new IntakeDecision.LeaveToFeeds();
            case EVERYONE -> new IntakeDecision.Broadcast(notification);
        };
    }

    private static IntakeDecision retract(PublicationEvent event, JsonNode data, List<String> recipients) {
        JsonNode retracts = data.path("retracts");
        var retraction = new Retraction(
                new EventReference(event.source(), event.id()),
                new EventReference(
                        retracts.path("source").textValue(), retracts.path("id").textValue()),
                recipients,
                event.time(),
                event.traceparent());
        return switch (Audience.of(data)) {
            case RECIPIENTS -> new IntakeDecision.Retract(retraction);
            case WHOEVER_HAS_IT -> new IntakeDecision.RetractFromAll(retraction);
            case FOLLOWERS -> new IntakeDecision.LeaveToFeeds();
            case EVERYONE -> new IntakeDecision.RetractBroadcast(retraction);
        };
    }

    /** Critical is a word of notifications; on its way it is as urgent as high. */
    private static Priority priority(JsonNode data, Priority ofEvent) {
        String name = data.path("priority").textValue();
        if (name == null) {
            return ofEvent;
        }
        return Priority.find(name).orElse(Priority.HIGH);
    }

    private static Optional<Rejection> outOfRange(PublicationEvent event) {
        if (event.time().isBefore(EARLIEST)) {
            return Optional.of(new Rejection(
                    ProblemCode.INVALID_ATTRIBUTE, "/attributes/time", "say when it happened: not before 1970"));
        }
        Instant expiresAt = event.expiresAt();
        if (expiresAt != null && (expiresAt.isBefore(EARLIEST) || expiresAt.isAfter(LATEST))) {
            return Optional.of(new Rejection(
                    ProblemCode.INVALID_ATTRIBUTE,
                    "/attributes/" + EventAttribute.EXPIRY_TIME,
                    "a time from 1970 to 9999, or leave it out"));
        }
        return Optional.empty();
    }

    private static Optional<Rejection> withoutChannel(List<String> recipients) {
        for (int i = 0; i < recipients.size(); i++) {
            if (!hasChannel(recipients.get(i))) {
                return Optional.of(new Rejection(
                        ProblemCode.INVALID_CHANNEL,
                        "/recipients/" + i,
                        "user:<recipient>, percent-encoded, must have at most " + ChannelName.MAX_LENGTH
                                + " characters"));
            }
        }
        return Optional.empty();
    }

    private static boolean hasChannel(String recipient) {
        if (!UnicodeText.isWellFormed(recipient)) {
            return false; // encoding it would make another user of it
        }
        try {
            ChannelName.ofUser(recipient);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static IntakeDecision reject(ProblemCode code, String pointer, String hint) {
        return new IntakeDecision.Reject(new Rejection(code, pointer, hint));
    }
}
