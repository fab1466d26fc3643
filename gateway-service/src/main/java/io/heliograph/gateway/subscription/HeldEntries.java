package io.heliograph.gateway.subscription;

import io.heliograph.gateway.subscription.StreamPosition.Placement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream's entries that cannot be placed yet: there is no position, a gap lies before them, or they are of another epoch. Confined to its event loop. */
final class HeldEntries {
    private @Nullable EntryBuffer buffer;

    /** There were more than the buffer takes, and nothing of them is here. */
    private boolean overflowed;

    /** An entry of another epoch came after the store was asked. */
    private boolean foreignSinceAsked;

    void add(Delivery delivery) {
        if (buffer == null) {
            buffer = new EntryBuffer();
        }
        if (!buffer.add(delivery)) {
            // Everything held is in the store: it is read again.
            buffer.clear();
            overflowed = true;
        }
    }

    void addForeign(Delivery delivery) {
        foreignSinceAsked = true;
        add(delivery);
    }

    /** Whether something came that has still to be placed, be it here or to be read again. */
    boolean isPending() {
        return overflowed || (buffer != null && !buffer.isEmpty());
    }

    /** The store is asked now: its answer makes good for what did not find room. */
    void onAsked() {
        overflowed = false;
        foreignSinceAsked = false;
    }

    /** Whether there was an overflow since this was asked last. */
    boolean takeOverflow() {
        boolean taken = overflowed;
        overflowed = false;
        return taken;
    }

    /** Takes all out, ordered by offset; the references go to the caller. */
    List<Delivery> takeSorted() {
        EntryBuffer taken = buffer;
        buffer = null;
        return taken == null ? List.of() : taken.takeSorted();
    }

    /**
     * Entries of an epoch that the store did not name although it was asked after they had come belong to an earlier life of the channel.
     *
     * @return whether that was all there was
     */
    boolean forgetStragglers(StreamPosition position) {
        if (buffer == null || overflowed || foreignSinceAsked) {
            return false;
        }
        for (Delivery delivery : buffer.inOrder()) {
            if (position.placementOf(delivery) != Placement.FOREIGN) {
                return false;
            }
        }
        clear();
        return true;
    }

    void clear() {
        if (buffer != null) {
            buffer.clear();
            buffer = null;
        }
    }
}
