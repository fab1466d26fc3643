package io.heliograph.contracts.event;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.json.JsonBytes;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A publication on its way to its channel, docs/events.md §4: what stands on {@code heliograph.publications} before it has an offset.
 *
 * @param id with {@code source} and {@code channel} the key of deduplication
 * @param expiresAt not delivered after it
 */
public record PublicationEvent(
        String id,
        String source,
        String type,
        Instant time,
        ChannelName channel,
        @Nullable String collapseKey,
        @Nullable Instant expiresAt,
        Priority priority,
        @Nullable String traceparent,
        JsonBytes data) {

    /** A publication with nothing but what is required. */
    public PublicationEvent(String id, String source, String type, Instant time, ChannelName channel, JsonBytes data) {
        this(id, source, type, time, channel, null, null, Priority.NORMAL, null, data);
    }

    /** The same event from the same source takes one offset per channel. Neither a source (a URI reference) nor a channel holds {@code |}. */
    public String deduplicationKey() {
        return source + '|' + id + '|' + channel.value();
    }

    public CloudEvent toCloudEvent() {
        CloudEventBuilder builder = CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create(source))
                .withType(type)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withExtension(EventAttribute.CHANNEL, channel.value())
                .withData("application/json", data.array());
        if (collapseKey != null) {
            builder.withExtension(EventAttribute.COLLAPSE_KEY, collapseKey);
        }
        if (expiresAt != null) {
            builder.withExtension(EventAttribute.EXPIRY_TIME, expiresAt.toString());
        }
        if (priority != Priority.NORMAL) {
            builder.withExtension(EventAttribute.PRIORITY, priority.wireName());
        }
        if (traceparent != null) {
            builder.withExtension(EventAttribute.TRACEPARENT, traceparent);
        }
        return builder.build();
    }
}
