package io.heliograph.gateway.subscription;

import io.heliograph.contracts.wire.PodMessage.ChannelEntry;
import io.heliograph.gateway.outbound.EncodedFrame;

/** An entry of a channel with its frame, which it owns a reference of: whoever keeps the delivery beyond a call retains it. Safe for concurrent use. */
public record Delivery(ChannelEntry entry, EncodedFrame frame) {

    long epoch() {
        return entry.epoch();
    }

    long first() {
        return entry.first();
    }

    long last() {
        return entry.last();
    }

    public void retain() {
        frame.retain();
    }

    public void release() {
        frame.release();
    }
}
