package io.heliograph.gateway.subscription;

import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.gateway.outbound.EncodedFrame;
import java.time.Instant;

/** Carries a stream's entries and resets to its subscriptions, in the order given, a slice at a time. Confined to its event loop. */
public interface StreamOutput {

    /** Keeps a reference of its own until it has been written to all. */
    void deliver(ChannelStream stream, Delivery delivery);

    /** A transient publication, which is lost if it expires before its turn comes. Keeps a reference of its own until it has been written to all. */
    void signal(ChannelStream stream, EncodedFrame frame, Instant expiresAt);

    void reset(ChannelStream stream, ResetReason reason, Position base);
}
