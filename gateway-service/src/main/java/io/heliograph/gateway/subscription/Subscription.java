package io.heliograph.gateway.subscription;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.store.CatchUpRequest.From;
import org.jspecify.annotations.Nullable;

/**
 * One connection's subscription of one channel, docs/protocol.md §1.2: nothing is written to it that does not follow what was written before. In the quiet live
 * state it is a position and no more. Confined to its event loop.
 */
public final class Subscription {
    private final Subscriber subscriber;
    private final ChannelStream stream;

    private long epoch;
    private long offset;

    /** Null once the subscription is live. */
    private @Nullable CatchingUp catchingUp;

    private boolean ended;

    /** Where the stream keeps it. */
    private int slot;

    Subscription(Subscriber subscriber, ChannelStream stream) {
        this.subscriber = subscriber;
        this.stream = stream;
    }

    /**
     * Starts when the channel's route stands.
     *
     * @param ref of the request that wants it
     */
    void start(From from, @Nullable String ref, StreamContext context) {
        catchingUp = new CatchingUp(this, stream, context, from, ref);
        catchingUp.start();
    }

    public ChannelName channel() {
        return stream.channel();
    }

    /** The last offset written. What the client claims, while the store has not been heard: {@link #isVerified}. */
    public Position position() {
        return new Position(epoch, offset);
    }

    /** Whether the store has confirmed the position. */
    public boolean isVerified() {
        return catchingUp == null || catchingUp.isVerified();
    }

    /** Answers another request for the same channel, docs/protocol.md §3.2: with the present position, as soon as there is one. */
    public void describe(@Nullable String ref) {
        if (catchingUp == null) {
            subscriber.send(new ServerFrame.Subscribed(ref, channel(), position(), position(), true, false));
        } else {
            catchingUp.describe(ref);
        }
    }

    /** There is room again for what is to be caught up. */
    public void resume() {
        if (catchingUp != null) {
            catchingUp.advance();
        }
    }

    public boolean isCatchingUp() {
        return catchingUp != null;
    }

    /** Nothing is written for it any more. */
    public void end() {
        if (!ended) {
            ended = true;
            stream.leave(this);
        }
    }

    boolean hasEnded() {
        return ended;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    void goLive() {
        catchingUp = null;
    }

    void moveTo(Position position) {
        epoch = position.epoch();
        offset = position.offset();
    }

    /** An entry of the stream. One that catches up reads for itself and ignores it. */
    void receive(Delivery delivery) {
        if (catchingUp == null && (delivery.epoch() == epoch || epoch == 0)) {
            write(delivery);
        }
    }

    /** Writes the entry if it comes next; what was written already is left out. */
    void write(Delivery delivery) {
        if (delivery.epoch() == epoch && delivery.last() <= offset) {
            return;
        }
        boolean follows = (delivery.epoch() == epoch || epoch == 0) && delivery.first() <= offset + 1;
        if (!follows) {
            subscriber.onStateUncertain();
            return;
        }
        epoch = delivery.epoch();
        offset = delivery.last();
        subscriber.deliver(delivery);
    }

    /** The stream goes on elsewhere. One that is there already goes on undisturbed; one that catches up hears it from the store. */
    void reset(ResetReason reason, Position base) {
        boolean concerned = epoch != base.epoch() || offset < base.offset() || reason == ResetReason.UNKNOWN;
        if (catchingUp == null && concerned) {
            moveTo(base);
            subscriber.send(new ServerFrame.Reset(null, channel(), reason, base));
        }
    }

    int slot() {
        return slot;
    }

    void occupy(int newSlot) {
        slot = newSlot;
    }
}
