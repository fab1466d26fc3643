package io.heliograph.feed.activity;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.json.JsonText;
import io.heliograph.contracts.json.PlainText;
import io.heliograph.contracts.json.Timestamps;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProtocolLimits;
import io.heliograph.feed.retention.RetentionPolicy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes activities out of events: within their schemas, and of texts that can be stored, sent and logged. Safe for concurrent use. */
public final class ActivityEventReader {
    /** An activity is published as a whole, within a publication's 64 KiB, and more than the event's own text comes with it. */
    public static final int MAX_DATA_BYTES = 48 * 1024;

    private static final int MAX_ID_LENGTH = 255;
    private static final Duration MAX_FUTURE = Duration.ofMinutes(5);
    private static final Set<String> TYPES =
            Set.of(EventType.ACTIVITY, EventType.ACTIVITY_UPDATED, EventType.ACTIVITY_RETRACTED);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final EventSchemas schemas;
    private final RetentionPolicy retention;

    public ActivityEventReader(EventSchemas schemas, RetentionPolicy retention) {
        this.schemas = schemas;
        this.retention = retention;
    }

    public Reading read(CloudEvent event, Instant now) {
        CloudEventData content = event.getData();
        byte[] data = content == null ? new byte[0] : content.toBytes();
        Rejection attributes = attributes(event, now);
        if (attributes != null) {
            return new Reading.Refused(attributes);
        }
        if (data.length > MAX_DATA_BYTES) {
            return refused(
                    ProblemCode.TOO_LARGE,
                    "",
                    "data has %d bytes, %d are allowed: send a reference".formatted(data.length, MAX_DATA_BYTES));
        }
        Optional<Rejection> violation = schemas.check(event.getType(), data);
        if (violation.isPresent()) {
            return new Reading.Refused(violation.get());
        }
        JsonNode tree = parsed(data);
        Rejection texts = texts(tree);
        if (texts != null) {
            return new Reading.Refused(texts);
        }
        return sized(event(event, tree));
    }

    /** Looks at what is published and not at what came: text that is not ASCII grows on the way. */
    private static Reading sized(FeedEvent event) {
        int bytes = switch (event) {
            case FeedEvent.Added(Activity activity) -> ScreenForm.maxBytes(activity);
            case FeedEvent.Updated(EventReference _, Activity activity) -> ScreenForm.maxBytes(activity);
            case FeedEvent.Retracted _ -> 0;
        };
        return bytes <= ProtocolLimits.MAX_DATA_BYTES
                ? new Reading.Taken(event)
                : refused(
                        ProblemCode.TOO_LARGE,
                        "",
                        "as a publication it has %d bytes, %d are allowed, and what is not ASCII grows: send a reference"
                                .formatted(bytes, ProtocolLimits.MAX_DATA_BYTES));
    }

    private static FeedEvent event(CloudEvent event, JsonNode data) {
        var cause = new EventReference(event.getSource().toString(), event.getId());
        Instant time = time(event);
        return switch (event.getType()) {
            case EventType.ACTIVITY_UPDATED ->
                new FeedEvent.Updated(cause, activity(reference(data.path("updates")), time, data));
            case EventType.ACTIVITY_RETRACTED -> new FeedEvent.Retracted(cause, time, reference(data.path("retracts")));
            default -> new FeedEvent.Added(activity(cause, time, data)); // other types were refused
        };
    }

    private static Activity activity(EventReference reference, Instant time, JsonNode data) {
        List<String> feeds = new ArrayList<>();
        data.path("feeds").forEach(feed -> feeds.add(feed.textValue()));
        Visibility visibility = visibility(data.path("visibility"));
        return new Activity(
                reference,
                time,
                data.path("actor").path("id").textValue(),
                feeds,
                visibility,
                groupKey(data),
                ScreenForm.of(reference.uuid(), data, visibility));
    }

    private static String groupKey(JsonNode data) {
        JsonNode chosen = data.path("aggregate_by");
        JsonNode object = data.path("object");
        // Hashed: such a text can be stored whatever it was made of, and an index over it stays small.
        return chosen.isTextual()
                ? NamedUuid.of("chosen", chosen.textValue()).toString()
                : NamedUuid.of(
                                "usual",
                                data.path("verb").textValue(),
                                object.path("type").textValue(),
                                object.path("id").textValue())
                        .toString();
    }

    private static Visibility visibility(JsonNode visibility) {
        if (visibility.isObject()) {
            Set<String> users = new LinkedHashSet<>();
            visibility.path("users").forEach(user -> users.add(user.textValue()));
            return new Visibility.Users(users);
        }
        return visibility.asText().equals("followers") ? new Visibility.Followers() : new Visibility.Everybody();
    }

    private static EventReference reference(JsonNode reference) {
        return new EventReference(
                reference.path("source").textValue(), reference.path("id").textValue());
    }

    private @Nullable Rejection attributes(CloudEvent event, Instant now) {
        if (!TYPES.contains(event.getType())) {
            return rejection(
                    ProblemCode.UNKNOWN_TYPE, "/attributes/type", "the types here are " + String.join(", ", TYPES));
        }
        if (!PlainText.isValid(event.getId(), MAX_ID_LENGTH)) {
            return rejection(
                    ProblemCode.INVALID_ATTRIBUTE, "/attributes/id", "1 to 255 characters without control characters");
        }
        if (!PlainText.isValid(event.getSource().toString(), MAX_ID_LENGTH)) {
            return rejection(
                    ProblemCode.INVALID_ATTRIBUTE, "/attributes/source", "a URI reference of 1 to 255 characters");
        }
        if (event.getTime() == null) {
            return rejection(ProblemCode.MISSING_ATTRIBUTE, "/attributes/time", "say when it happened, as in RFC 3339");
        }
        Instant time = time(event);
        if (!Timestamps.isInRange(time)) {
            return rejection(ProblemCode.INVALID_ATTRIBUTE, "/attributes/time", "a time as in RFC 3339");
        }
        // What was removed by its age must not come back, and its retraction may be forgotten. Retractions themselves
        // are never too late.
        if (!event.getType().equals(EventType.ACTIVITY_RETRACTED) && time.isBefore(retention.cutoff(now))) {
            return rejection(
                    ProblemCode.INVALID_ATTRIBUTE,
                    "/attributes/time",
                    "activities are kept for feed.retention (%s), this one is of %s".formatted(retention.age(), time));
        }
        return time.isAfter(now.plus(MAX_FUTURE))
                ? rejection(
                        ProblemCode.FUTURE_TIME,
                        "/attributes/time",
                        "the producer's clock is ahead: time must be at most 5 minutes in the future")
                : null;
    }

    private static Instant time(CloudEvent event) {
        OffsetDateTime time = event.getTime();
        return time == null ? Instant.MIN : time.toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    /** What a schema does not say: a user's id is stored as text. */
    private static @Nullable Rejection texts(JsonNode data) {
        JsonNode actor = data.path("actor").path("id");
        if (actor.isTextual() && !PlainText.isValid(actor.textValue(), MAX_ID_LENGTH)) {
            return rejection(ProblemCode.SCHEMA_VIOLATION, "/actor/id", "must have no control characters");
        }
        int place = 0;
        for (JsonNode user : data.path("visibility").path("users")) {
            if (!PlainText.isValid(user.textValue(), MAX_ID_LENGTH)) {
                return rejection(
                        ProblemCode.SCHEMA_VIOLATION, "/visibility/users/" + place, "must have no control characters");
            }
            place++;
        }
        for (String member : List.of("updates", "retracts")) {
            for (JsonNode text : data.path(member)) {
                if (text.isTextual() && !PlainText.isValid(text.textValue(), MAX_ID_LENGTH)) {
                    return rejection(ProblemCode.SCHEMA_VIOLATION, "/" + member, "must have no control characters");
                }
            }
        }
        return null;
    }

    private static Reading refused(ProblemCode code, String pointer, String hint) {
        return new Reading.Refused(rejection(code, pointer, hint));
    }

    private static Rejection rejection(ProblemCode code, String pointer, String hint) {
        return new Rejection(code, pointer, hint);
    }

    private static JsonNode parsed(byte[] bytes) {
        try (JsonParser parser = JsonText.untrustedParser(bytes)) {
            return MAPPER.readTree(parser);
        } catch (IOException e) {
            throw new IllegalStateException("the schema was checked", e);
        }
    }
}
