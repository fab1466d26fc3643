package io.heliograph.client.kafka;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.EventAttribute;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.json.JsonBytes;
import org.jspecify.annotations.Nullable;

/** What is to appear on a channel: a publication (docs/events.md §4) or a signal (§4.1). Its Kafka key is the channel. */
public final class ChannelDraft extends Draft<ChannelDraft> {
    private @Nullable JsonBytes data;

    ChannelDraft(HeliographEmitter emitter, CloudEventBuilder event, ChannelName channel) {
        super(emitter, event.withExtension(EventAttribute.CHANNEL, channel.value()));
    }

    /** One JSON value; it reaches screens byte for byte. A latest value without data is removed. */
    public ChannelDraft data(JsonBytes json) {
        data = json;
        return self();
    }

    public ChannelDraft collapseKey(String key) {
        return with(EventAttribute.COLLAPSE_KEY, key);
    }

    public ChannelDraft priority(Priority priority) {
        return with(EventAttribute.PRIORITY, priority.wireName());
    }

    @Override
    byte @Nullable [] data() {
        return data == null ? null : data.array();
    }

    @Override
    ChannelDraft self() {
        return this;
    }
}
