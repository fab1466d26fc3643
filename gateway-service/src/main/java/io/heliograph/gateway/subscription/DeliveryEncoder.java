package io.heliograph.gateway.subscription;

import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.wire.PodMessage.ChannelEntry;
import io.heliograph.contracts.wire.PodMessage.Publication;
import io.heliograph.contracts.wire.PodMessage.Skipped;
import io.heliograph.gateway.outbound.FrameEncoder;
import java.time.Instant;
import java.time.InstantSource;

/** Makes the frame of an entry, docs/protocol.md §4.3 and §4.4: what has expired meanwhile is delivered as skipped. Safe for concurrent use. */
public final class DeliveryEncoder {
    private final FrameEncoder frames;
    private final InstantSource clock;

    public DeliveryEncoder(FrameEncoder frames, InstantSource clock) {
        this.frames = frames;
        this.clock = clock;
    }

    /** The caller owns the only reference. */
    public Delivery encode(ChannelEntry entry) {
        ChannelEntry due = hasExpired(entry) ? skipped(entry) : entry;
        return new Delivery(due, frames.encode(frameOf(due)));
    }

    /** The same delivery, or what it has become since it was encoded. Takes the caller's reference and gives one back. */
    Delivery refreshed(Delivery delivery) {
        if (!hasExpired(delivery.entry())) {
            return delivery;
        }
        delivery.release();
        return encode(delivery.entry());
    }

    private boolean hasExpired(ChannelEntry entry) {
        if (!(entry instanceof Publication publication)) {
            return false;
        }
        Instant expiresAt = publication.expiresAt();
        return expiresAt != null && !expiresAt.isAfter(clock.instant());
    }

    private static Skipped skipped(ChannelEntry entry) {
        return new Skipped(entry.channel(), entry.epoch(), entry.first(), entry.last());
    }

    private static ServerFrame frameOf(ChannelEntry entry) {
        return switch (entry) {
            case Publication publication ->
                new ServerFrame.Message(
                        publication.channel(),
                        publication.epoch(),
                        publication.offset(),
                        publication.id(),
                        publication.type(),
                        publication.time(),
                        publication.traceparent(),
                        publication.data());
            case Skipped skipped ->
                new ServerFrame.Skipped(skipped.channel(), skipped.epoch(), skipped.first(), skipped.last());
        };
    }
}
