package io.heliograph.client.subscription;

import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ResetReason;

/** What happens to a subscription, in the order of its channel. */
public sealed interface SubscriptionEvent permits Message, SubscriptionEvent.Other {

    /** Everything but a {@link Message}. */
    sealed interface Other extends SubscriptionEvent {}

    /**
     * The server serves the subscription, on a first or on a later connection (docs/protocol.md §4.2).
     *
     * @param head the last offset that existed
     * @param resumed whether it goes on exactly where it was asked to
     * @param pending whether what was missed follows only when the server's store is back
     */
    record Started(Position position, Position head, boolean resumed, boolean pending) implements Other {}

    /** The offsets {@code from} to {@code to} exist and have nothing to deliver (docs/protocol.md §4.4). */
    record Skipped(long epoch, long from, long to) implements Other {}

    /** A gap that cannot be filled (docs/protocol.md §4.5): reload what is needed from elsewhere; messages go on after the position. */
    record Gap(ResetReason reason, Position position) implements Other {}

    /**
     * There is no subscription any more: the server denied it.
     *
     * @param code {@code denied}, or a problem code of docs/protocol.md §7
     */
    record Ended(String code, String message) implements Other {}
}
