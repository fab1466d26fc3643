package io.heliograph.gateway.subscription;

import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.gateway.outbound.EncodedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of a channel on one event loop. They can be walked in slices while others come and go: who leaves meanwhile leaves a hole, so that nobody is
 * passed over; holes are closed when a walk ends. Confined to its event loop.
 */
public final class SubscriptionSlots {
    /** What a walk returns that has reached the end. */
    public static final int DONE = -1;

    private final List<@Nullable Subscription> slots = new ArrayList<>(1);
    private int size;
    private boolean walking;

    boolean isEmpty() {
        return size == 0;
    }

    public int size() {
        return size;
    }

    void add(Subscription subscription) {
        subscription.occupy(slots.size());
        slots.add(subscription);
        size++;
    }

    void remove(Subscription subscription) {
        slots.set(subscription.slot(), null);
        size--;
        if (!walking) {
            closeHole(subscription.slot());
        }
    }

    /**
     * Gives entries to the next subscriptions, all of them to one before the next one's turn.
     *
     * @param from where the walk goes on, 0 at first
     * @param max the most subscriptions to see to
     * @return where to go on, or {@link #DONE}
     */
    public int deliver(List<Delivery> deliveries, int from, int max) {
        return walk(subscription -> deliveries.forEach(subscription::receive), from, max);
    }

    /** Gives a transient publication to the next subscriptions, also to those that catch up; as {@link #deliver}. */
    public int signal(EncodedFrame frame, int from, int max) {
        return walk(subscription -> subscription.subscriber().signal(frame), from, max);
    }

    /** Resets the next subscriptions; as {@link #deliver}. */
    public int reset(ResetReason reason, Position base, int from, int max) {
        return walk(subscription -> subscription.reset(reason, base), from, max);
    }

    private int walk(Consumer<Subscription> visitor, int from, int max) {
        walking = true;
        int end = Math.min(slots.size(), from + max);
        for (int i = from; i < end; i++) {
            Subscription subscription = slots.get(i);
            if (subscription != null) {
                visitor.accept(subscription);
            }
        }
        if (end < slots.size()) {
            return end;
        }
        walking = false;
        if (size < slots.size()) {
            closeHoles();
        }
        return DONE;
    }

    private void closeHole(int hole) {
        Subscription last = slots.removeLast();
        if (last != null) {
            last.occupy(hole);
            slots.set(hole, last);
        }
    }

    private void closeHoles() {
        slots.removeIf(subscription -> subscription == null);
        for (int i = 0; i < slots.size(); i++) {
            Subscription subscription = slots.get(i);
            if (subscription != null) {
                subscription.occupy(i);
            }
        }
    }
}
