package io.heliograph.gateway.signal;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.wire.PodMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one channel's state, and who follows it. A value is taken iff its version is greater than that of its key, so it does not matter in which order
 * what was read and what came over the wire arrive. Each value that comes names the highest version before it: when that is not the one known here, something was
 * lost, and the whole is read again. Confined to its event loop.
 */
final class ChannelState {
    private final ChannelName channel;
    private final StateValues values = new StateValues();
    private final Followers followers = new Followers();

    private @Nullable Version highest;

    /** Until then nobody is given anything. */
    private boolean read;

    private Progress progress = Progress.IDLE;

    /** Of reading the whole. */
    private enum Progress {
        IDLE,
        READING,
        /** Something came up since that calls for reading once more. */
        READING_AGAIN
    }

    /** Whether the channel has to be read: at first, and when something was lost. */
    enum Reading {
        NEEDED,
        NOT_NEEDED
    }

    ChannelState(ChannelName channel) {
        this.channel = channel;
    }

    ChannelName channel() {
        return channel;
    }

    boolean hasFollowers() {
        return !followers.isEmpty();
    }

    /** Once the state was read the new follower gets all of it at once. */
    void follow(StateOutbox outbox) {
        followers.add(outbox);
        if (read) {
            giveAll(outbox);
        }
    }

    void leave(StateOutbox outbox) {
        followers.remove(outbox);
        outbox.forget(channel);
    }

    /** False when it is being read already; then {@link #endReading} tells that it has to be read once more. */
    boolean beginReading() {
        boolean idle = progress == Progress.IDLE;
        progress = idle ? Progress.READING : Progress.READING_AGAIN;
        return idle;
    }

    /** Whether it has to be read once more. */
    boolean endReading() {
        boolean again = progress == Progress.READING_AGAIN;
        progress = Progress.IDLE;
        return again;
    }

    /** A value came over the wire. */
    Reading onState(PodMessage.State state, StateValue value) {
        boolean gap = read && isAfterGap(state);
        take(value);
        return gap ? Reading.NEEDED : Reading.NOT_NEEDED;
    }

    /** The whole was read. */
    void onRead(List<PodMessage.State> states) {
        for (PodMessage.State state : states) {
            take(StateValue.of(state));
        }
        if (!read) {
            read = true;
            followers.forEach(this::giveAll);
        }
    }

    /** The highest version in the registry, as of now. */
    Reading onHighest(Version inRegistry) {
        return read && (highest == null || inRegistry.isAfter(highest)) ? Reading.NEEDED : Reading.NOT_NEEDED;
    }

    private boolean isAfterGap(PodMessage.State state) {
        Version previous = state.previous();
        if (highest != null && !state.version().isAfter(highest)) {
            return false; // a repetition
        }
        return previous == null ? highest != null : highest == null || previous.isAfter(highest);
    }

    private void take(StateValue value) {
        if (!values.take(value)) {
            return;
        }
        if (highest == null || value.version().isAfter(highest)) {
            highest = value.version();
        }
        if (read) {
            followers.forEach(follower -> follower.put(channel, value));
        }
    }

    /** What was removed is not told to who never heard of it. */
    private void giveAll(StateOutbox outbox) {
        values.forEach(value -> outbox.put(channel, value));
        outbox.complete(channel);
    }
}
