package io.heliograph.client.subscription;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.contracts.protocol.ClientFrame.SubscriptionRequest;
import org.jspecify.annotations.Nullable;

/** One channel that the client follows: its place in it, and how far the present connection is with serving it. Confined to its mailbox. */
final class ChannelSubscription {
    /** What the present connection knows of the subscription. */
    sealed interface Status {
        /** Not asked for: there is no connection. */
        record Detached() implements Status {}

        /**
         * Asked for; whatever arrives before the answer belongs to an earlier request.
         *
         * @param ref null when it was asked for in {@code hello}
         */
        record Requested(@Nullable String ref) implements Status {}

        record Live() implements Status {}

        /** To be asked for at a time. */
        record Delayed(long untilNanos) implements Status {}

        Status DETACHED = new Detached();
        Status LIVE = new Live();
    }

    private final int id;
    private final ChannelName channel;
    private final Start start;
    private final KnownState state = new KnownState();
    private Status status = Status.DETACHED;
    private @Nullable Position position;
    private @Nullable Position applied;
    private @Nullable Long requestedAgainNanos;

    /** @param id the name under which its events are delivered */
    ChannelSubscription(int id, ChannelName channel, Start start) {
        this.id = id;
        this.channel = channel;
        this.start = start;
        this.position = start instanceof Start.After(Position after) ? after : null;
    }

    int id() {
        return id;
    }

    ChannelName channel() {
        return channel;
    }

    KnownState state() {
        return state;
    }

    Status status() {
        return status;
    }

    void become(Status newStatus) {
        status = newStatus;
    }

    /** Where it goes on: after its position, or, as long as it has none, as it was first asked for. */
    SubscriptionRequest request() {
        return new SubscriptionRequest(channel, position == null ? start : new Start.After(position));
    }

    /** The server's word on where it starts counts only as long as the client has no position of its own. */
    void startAfter(Position serverPosition) {
        if (position == null) {
            position = serverPosition;
        }
    }

    Arrival arrival(long epoch, long from, long to) {
        return Arrival.of(position, epoch, from, to);
    }

    void moveTo(Position newPosition) {
        position = newPosition;
    }

    /** The last position that the application has applied; null before the first. */
    @Nullable
    Position applied() {
        return applied;
    }

    void apply(Position newApplied) {
        applied = newApplied;
    }

    /** When it was last asked for because of a jump; null when it never was. */
    @Nullable
    Long requestedAgainNanos() {
        return requestedAgainNanos;
    }

    void requestedAgain(long nowNanos) {
        requestedAgainNanos = nowNanos;
    }
}
