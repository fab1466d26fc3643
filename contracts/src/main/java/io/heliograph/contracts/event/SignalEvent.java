package io.heliograph.contracts.event;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.json.JsonBytes;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What stands on {@code heliograph.signals}, docs/events.md §4.1: a latest value of a channel's state, the removal of one, or a transient publication.
 *
 * @param key of the state; null exactly when it is transient
 * @param expiresAt a transient one is not delivered after it
 * @param data null when the key is removed
 */
public record SignalEvent(
        String id,
        String source,
        String type,
        Instant time,
        ChannelName channel,
        @Nullable String key,
        @Nullable Instant expiresAt,
        Priority priority,
        @Nullable String traceparent,
        @Nullable JsonBytes data) {
    public SignalEvent {
        if (key == null && data == null) {
            throw new IllegalArgumentException("a transient signal must have data");
        }
    }

    public static SignalEvent latest(
            String id, String source, String type, Instant time, ChannelName channel, String key, JsonBytes data) {
        return new SignalEvent(id, source, type, time, channel, key, null, Priority.NORMAL, null, data);
    }

    public static SignalEvent removed(
            String id, String source, String type, Instant time, ChannelName channel, String key) {
        return new SignalEvent(id, source, type, time, channel, key, null, Priority.NORMAL, null, null);
    }

    public static SignalEvent transientSignal(
            String id, String source, String type, Instant time, ChannelName channel, JsonBytes data) {
        return new SignalEvent(id, source, type, time, channel, null, null, Priority.NORMAL, null, data);
    }

    public Durability durability() {
        return key == null ? Durability.TRANSIENT : Durability.LATEST;
    }

    public CloudEvent toCloudEvent() {
        CloudEventBuilder builder = CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create(source))
                .withType(type)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withExtension(EventAttribute.CHANNEL, channel.value())
                .withExtension(EventAttribute.DURABILITY, durability().wireName());
        if (key != null) {
            builder.withExtension(EventAttribute.STATE_KEY, key);
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
        if (data != null) {
            builder.withData("application/json", data.array());
        }
        return builder.build();
    }
}
