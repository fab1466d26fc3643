package io.heliograph.client.subscription;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ResetReason;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /**
     * Latest values have changed (docs/protocol.md §4.12).
     *
     * @param changed what is new or newer, by key
     * @param removed keys that are gone
     * @param state all values that there are now
     * @param complete whether this ends what follows the answer to a subscription: from here on {@code state} is the whole
     */
    record StateChanged(
            Map<String, StateValue> changed, Set<String> removed, Map<String, StateValue> state, boolean complete)
            implements Other {
        public StateChanged {
            changed = Map.copyOf(changed);
            removed = Set.copyOf(removed);
            state = Map.copyOf(state);
        }
    }

    /**
     * A transient publication (docs/protocol.md §4.3): it moves no position and may be lost.
     *
     * @param id null when its publisher gave none
     * @param user who published it over a connection; null when a producer did
     */
    record Signal(
            ChannelName channel,
            @Nullable String id,
            String type,
            Instant time,
            @Nullable String user,
            JsonBytes data) implements Other {}

    /** A gap that cannot be filled (docs/protocol.md §4.5): reload what is needed from elsewhere; messages go on after the position. */
    record Gap(ResetReason reason, Position position) implements Other {}

    /**
     * There is no subscription any more: the server denied it.
     *
     * @param code {@code denied}, or a problem code of docs/protocol.md §7
     */
    record Ended(String code, String message) implements Other {}
}
