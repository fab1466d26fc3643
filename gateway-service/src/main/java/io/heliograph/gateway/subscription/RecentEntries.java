package io.heliograph.gateway.subscription;

import org.jspecify.annotations.Nullable;

/** What a stream has passed on while subscriptions catch up with it: the last step, from what they read in the store to where the stream is. Confined to its event loop. */
final class RecentEntries {
    private @Nullable EntryBuffer buffer;
    private int catchingUp;

    /** A subscription catches up from now on. */
    void enter() {
        catchingUp++;
    }

    /** It has caught up, or ended. */
    void leave() {
        catchingUp--;
        if (catchingUp == 0) {
            clear();
        }
    }

    void add(Delivery delivery) {
        if (catchingUp == 0) {
            return;
        }
        if (buffer == null) {
            buffer = new EntryBuffer();
        }
        buffer.addDroppingOldest(delivery);
    }

    /** @return whether the subscription is where the stream is now; if not, the store has to be read on */
    boolean writeTo(Subscription subscription) {
        if (buffer == null) {
            return false;
        }
        long reached = subscription.position().offset();
        boolean follows = false;
        for (Delivery delivery : buffer.inOrder()) {
            if (delivery.last() > reached) {
                follows |= delivery.first() <= reached + 1;
                if (!follows) {
                    return false;
                }
                subscription.write(delivery);
            }
        }
        return follows;
    }

    void clear() {
        if (buffer != null) {
            buffer.clear();
            buffer = null;
        }
    }
}
