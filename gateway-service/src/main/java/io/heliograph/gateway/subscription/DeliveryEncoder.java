package io.heliograph.gateway.subscription;

import io.heliograph.contracts.wire.PodMessage.ChannelEntry;
import io.heliograph.gateway.outbound.EntryFrames;
import io.heliograph.gateway.outbound.FrameEncoder;
import java.time.InstantSource;

/** Makes deliveries of entries: what has expired meanwhile is delivered as skipped. Safe for concurrent use. */
public final class DeliveryEncoder {
    private final FrameEncoder frames;
    private final InstantSource clock;

    public DeliveryEncoder(FrameEncoder frames, InstantSource clock) {
        this.frames = frames;
        this.clock = clock;
    }

    /** The caller owns the only reference. */
    public Delivery encode(ChannelEntry entry) {
        ChannelEntry due = EntryFrames.due(entry, clock.instant());
        return new Delivery(due, frames.encode(EntryFrames.frameOf(due)));
    }

    /** The same delivery, or what it has become since it was encoded. Takes the caller's reference and gives one back. */
    Delivery refreshed(Delivery delivery) {
        if (!EntryFrames.hasExpired(delivery.entry(), clock.instant())) {
            return delivery;
        }
        delivery.release();
        return encode(delivery.entry());
    }
}
