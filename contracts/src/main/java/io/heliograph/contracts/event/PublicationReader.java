package io.heliograph.contracts.event;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.heliograph.contracts.channel.ChannelKind;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.json.JsonText;
import io.heliograph.contracts.json.PlainText;
import io.heliograph.contracts.json.Timestamps;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProtocolLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a CloudEvent is a publication that may be stored, docs/events.md §4. Safe for concurrent use. */
public final class PublicationReader {
    /** How far ahead of this clock a producer's may be. */
    public static final Duration MAX_FUTURE = Duration.ofMinutes(5);

    private final ChannelKinds kinds;
    private final Durability durability;

    /** What came of reading. */
    public sealed interface Reading {
        record Valid(PublicationEvent publication) implements Reading {}

        record Rejected(Rejection rejection) implements Reading {}
    }

    /** @param durability that of the topic the events come on */
    public PublicationReader(ChannelKinds kinds, Durability durability) {
        this.kinds = kinds;
        this.durability = durability;
    }

    public Reading read(CloudEvent event, Instant now) {
        try {
            return new Reading.Valid(publication(event, now));
        } catch (RejectedException e) {
            return new Reading.Rejected(e.rejection);
        }
    }

    private PublicationEvent publication(CloudEvent event, Instant now) {
        String source = bounded("source", event.getSource().toString());
        if (source.indexOf('|') >= 0) {
            throw invalid("source", "a source is a URI reference without '|'");
        }
        Instant time = time(event, now);
        ChannelName channel = channel(event);
        return new PublicationEvent(
                bounded("id", event.getId()),
                source,
                bounded("type", event.getType()),
                time,
                channel,
                optional(event, EventAttribute.COLLAPSE_KEY),
                expiry(event),
                priority(event),
                optional(event, EventAttribute.TRACEPARENT),
                data(event));
    }

    private static Instant time(CloudEvent event, Instant now) {
        OffsetDateTime time = event.getTime();
        if (time == null) {
            throw rejected(ProblemCode.MISSING_ATTRIBUTE, "time", "say when it happened, as in RFC 3339");
        }
        if (!Timestamps.isInRange(time.toInstant())) {
            throw invalid("time", "a time as in RFC 3339");
        }
        if (time.toInstant().isAfter(now.plus(MAX_FUTURE))) {
            throw rejected(
                    ProblemCode.FUTURE_TIME,
                    "time",
                    "the producer's clock is ahead: time must be at most " + MAX_FUTURE + " in the future");
        }
        return time.toInstant();
    }

    private ChannelName channel(CloudEvent event) {
        String name = optional(event, EventAttribute.CHANNEL);
        if (name == null) {
            throw rejected(ProblemCode.MISSING_ATTRIBUTE, EventAttribute.CHANNEL, "name the channel, as user:42");
        }
        if (!ChannelName.isValid(name)) {
            throw rejected(
                    ProblemCode.INVALID_CHANNEL,
                    EventAttribute.CHANNEL,
                    "a channel is kind:id of at most 128 characters");
        }
        var channel = new ChannelName(name);
        Optional<ChannelKind> kind = kinds.find(channel);
        if (kind.isEmpty()) {
            throw rejected(ProblemCode.UNKNOWN_KIND, EventAttribute.CHANNEL, "the kinds here are " + kindNames());
        }
        if (!kind.get().allows(durability)) {
            throw rejected(
                    ProblemCode.UNSUPPORTED_DURABILITY,
                    EventAttribute.CHANNEL,
                    "the kind " + kind.get().name() + " has no " + durability.wireName() + " publications");
        }
        return channel;
    }

    private String kindNames() {
        return String.join(", ", kinds.all().stream().map(ChannelKind::name).toList());
    }

    private static @Nullable Instant expiry(CloudEvent event) {
        String text = optional(event, EventAttribute.EXPIRY_TIME);
        if (text == null) {
            return null;
        }
        return Timestamps.parse(text).orElseThrow(() -> invalid(EventAttribute.EXPIRY_TIME, "a time as in RFC 3339"));
    }

    private static Priority priority(CloudEvent event) {
        String name = optional(event, EventAttribute.PRIORITY);
        return name == null
                ? Priority.NORMAL
                : Priority.find(name).orElseThrow(() -> invalid(EventAttribute.PRIORITY, "one of low, normal, high"));
    }

    private static JsonBytes data(CloudEvent event) {
        String contentType = event.getDataContentType();
        if (contentType != null && !isJson(contentType)) {
            throw invalid("datacontenttype", "data is JSON: application/json, or leave it out");
        }
        CloudEventData data = event.getData();
        if (data == null) {
            throw new RejectedException(
                    new Rejection(ProblemCode.NOT_JSON, "", "a publication has data: a JSON value"));
        }
        byte[] bytes = data.toBytes();
        if (bytes.length > ProtocolLimits.MAX_DATA_BYTES) {
            throw new RejectedException(new Rejection(
                    ProblemCode.TOO_LARGE,
                    "",
                    "data has " + bytes.length + " bytes, " + ProtocolLimits.MAX_DATA_BYTES
                            + " are allowed: send a reference"));
        }
        if (!JsonText.isSingleValue(bytes)) {
            throw new RejectedException(
                    new Rejection(ProblemCode.NOT_JSON, "", "data must be one JSON value (docs/protocol.md §2.2)"));
        }
        return new JsonBytes(bytes);
    }

    private static boolean isJson(String contentType) {
        String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return mediaType.equals("application/json") || mediaType.endsWith("+json");
    }

    private static @Nullable String optional(CloudEvent event, String name) {
        Object value = event.getExtension(name);
        return value == null ? null : bounded(name, value.toString());
    }

    private static String bounded(String name, String value) {
        if (!PlainText.isValid(value, ProtocolLimits.MAX_ID_LENGTH)) {
            throw invalid(name, "1 to " + ProtocolLimits.MAX_ID_LENGTH + " characters without control characters");
        }
        return value;
    }

    private static RejectedException invalid(String name, String hint) {
        return rejected(ProblemCode.INVALID_ATTRIBUTE, name, hint);
    }

    private static RejectedException rejected(ProblemCode code, String name, String hint) {
        return new RejectedException(Rejection.attribute(code, name, hint));
    }

    /** Ends the reading; never leaves this class. */
    private static final class RejectedException extends IllegalArgumentException {
        private final transient Rejection rejection;

        private RejectedException(Rejection rejection) {
            super(rejection.hint());
            this.rejection = rejection;
        }
    }
}
