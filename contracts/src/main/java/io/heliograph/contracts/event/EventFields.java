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

/** The attributes and the data of an event for a channel, each within its bounds or rejected (docs/events.md §4). */
final class EventFields {
    /** How far ahead of this clock a producer's may be. */
    static final Duration MAX_FUTURE = Duration.ofMinutes(5);

    private final CloudEvent event;

    EventFields(CloudEvent event) {
        this.event = event;
    }

    String id() {
        return bounded("id", event.getId());
    }

    String type() {
        return bounded("type", event.getType());
    }

    String source() {
        String source = bounded("source", event.getSource().toString());
        if (source.indexOf('|') >= 0) {
            throw invalid("source", "a source is a URI reference without '|'");
        }
        return source;
    }

    Instant time(Instant now) {
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

    ChannelName channel(ChannelKinds kinds, Durability durability) {
        String name = optional(EventAttribute.CHANNEL);
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
            throw rejected(ProblemCode.UNKNOWN_KIND, EventAttribute.CHANNEL, "the kinds here are " + kindNames(kinds));
        }
        if (!kind.get().allows(durability)) {
            throw rejected(
                    ProblemCode.UNSUPPORTED_DURABILITY,
                    EventAttribute.CHANNEL,
                    "the kind " + kind.get().name() + " has no " + durability.wireName() + " publications");
        }
        return channel;
    }

    private static String kindNames(ChannelKinds kinds) {
        return String.join(", ", kinds.all().stream().map(ChannelKind::name).toList());
    }

    @Nullable
    Instant expiry() {
        String text = optional(EventAttribute.EXPIRY_TIME);
        if (text == null) {
            return null;
        }
        return Timestamps.parse(text).orElseThrow(() -> invalid(EventAttribute.EXPIRY_TIME, "a time as in RFC 3339"));
    }

    Priority priority() {
        String name = optional(EventAttribute.PRIORITY);
        return name == null
                ? Priority.NORMAL
                : Priority.find(name).orElseThrow(() -> invalid(EventAttribute.PRIORITY, "one of low, normal, high"));
    }

    /** @param maxBytes at most {@link ProtocolLimits#MAX_DATA_BYTES} */
    JsonBytes data(int maxBytes) {
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
        if (bytes.length > maxBytes) {
            throw new RejectedException(new Rejection(
                    ProblemCode.TOO_LARGE,
                    "",
                    "data has " + bytes.length + " bytes, " + maxBytes + " are allowed: send a reference"));
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

    @Nullable
    String optional(String name) {
        Object value = event.getExtension(name);
        return value == null ? null : bounded(name, value.toString());
    }

    private static String bounded(String name, String value) {
        if (!PlainText.isValid(value, ProtocolLimits.MAX_ID_LENGTH)) {
            throw invalid(name, "1 to " + ProtocolLimits.MAX_ID_LENGTH + " characters without control characters");
        }
        return value;
    }

    static RejectedException invalid(String name, String hint) {
        return rejected(ProblemCode.INVALID_ATTRIBUTE, name, hint);
    }

    static RejectedException rejected(ProblemCode code, String name, String hint) {
        return new RejectedException(Rejection.attribute(code, name, hint));
    }

    /** Ends the reading; never leaves the reader. */
    static final class RejectedException extends IllegalArgumentException {
        private final transient Rejection rejection;

        private RejectedException(Rejection rejection) {
            super(rejection.hint());
            this.rejection = rejection;
        }

        Rejection rejection() {
            return rejection;
        }
    }
}
