package io.heliograph.gateway.subscription;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.store.CatchUp;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What comes for one channel on one event loop, brought into order for all its subscriptions there: what follows is passed on, what came already is dropped, what
 * lies beyond a gap is held while the gap is filled. The position is known once the first subscription has caught up. Confined to its event loop.
 */
public final class ChannelStream {
    private final ChannelName channel;
    private final CompletionStage<Void> routed;
    private final StreamContext context;
    private final SubscriptionSlots subscriptions = new SubscriptionSlots();

    private boolean settled;
    private long epoch;
    private long offset;

    /** What cannot be placed yet: no position, a gap before it, another epoch. */
    private @Nullable EntryBuffer held;

    private boolean heldOverflowed;

    /** Heard of before there was a position to compare it with, or while the store's answer to an earlier question was awaited. */
    private @Nullable HeardHead headToReach;

    /** What was passed on while somebody catches up. */
    private @Nullable EntryBuffer recent;

    private int catchingUp;

    private boolean repairing;

    /** An entry of another epoch came after the store was asked. */
    private boolean foreignSinceAsked;

    private enum Placement {
        NEXT,
        DUPLICATE,
        BEYOND,
        FOREIGN
    }

    ChannelStream(ChannelName channel, CompletionStage<Void> routed, StreamContext context) {
        this.channel = channel;
        this.routed = routed;
        this.context = context;
    }

    public ChannelName channel() {
        return channel;
    }

    CompletionStage<Void> routed() {
        return routed;
    }

    public SubscriptionSlots subscriptions() {
        return subscriptions;
    }

    void join(Subscription subscription) {
        subscriptions.add(subscription);
        catchingUp++;
    }

    void leave(Subscription subscription) {
        subscriptions.remove(subscription);
        if (subscription.isCatchingUp()) {
            caughtUp();
        }
    }

    /** The last subscription went. */
    void close() {
        clear(held);
        clear(recent);
    }

    /** An entry came over the wire. */
    public void onEntry(Delivery delivery) {
        if (!settled) {
            hold(delivery);
            return;
        }
        switch (placementOf(delivery)) {
            case DUPLICATE -> context.metrics().duplicate();
            case NEXT -> {
                pass(delivery);
                placeHeld();
            }
            case BEYOND -> {
                hold(delivery);
                missing(RepairTrigger.JUMP);
            }
            case FOREIGN -> {
                foreignSinceAsked = true;
                hold(delivery);
                missing(RepairTrigger.JUMP);
            }
        }
    }

    /**
     * The store has the channel up to this head. It is kept until it is reached: what is being read for the first subscription, or fetched for a gap, may have been
     * read before it.
     */
    public void onHead(Position head, RepairTrigger trigger) {
        if (!settled || isBehind(head)) {
            headToReach = HeardHead.furthest(headToReach, new HeardHead(head, trigger));
        }
        if (settled) {
            askForHeardHead();
        }
    }

    /**
     * The store's answer to what some event loop found missing in this channel.
     *
     * @param asked the position asked from, not necessarily this stream's
     * @param deliveries the answer's entries
     */
    public void onRepaired(Position asked, CatchUp answer, List<Delivery> deliveries, RepairTrigger trigger) {
        repairing = false;
        if (!settled) {
            onHead(answer.head(), trigger);
            return;
        }
        Position before = position();
        moveToBase(asked, answer);
        for (Delivery delivery : deliveries) {
            if (placementOf(delivery) == Placement.NEXT) {
                pass(delivery);
            }
        }
        boolean repaired = !before.equals(position());
        if (repaired) {
            context.metrics().repaired(trigger);
        }
        placeHeld();
        if (isBehind(answer.head())) {
            askAgain(trigger, repaired || !asked.equals(before));
        } else if (hasHeld() && !forgetStragglers()) {
            askAgain(trigger, repaired);
        } else {
            // A question that is asked from here on is younger than any head heard so far: once more is enough.
            askForHeardHead();
            headToReach = null;
        }
    }

    /**
     * A subscription has written all that the store had when it was asked last.
     *
     * @return whether it is live now; if not, it has to read on
     */
    boolean settle(Subscription subscription) {
        Position reached = subscription.position();
        if (!settled) {
            if (heldOverflowed) {
                heldOverflowed = false;
                return false;
            }
            settled = true;
            moveTo(reached);
        } else if (reached.epoch() != epoch && reached.epoch() != 0) {
            // Either it or the stream is in another life of the channel than the store is: both ask again.
            missing(RepairTrigger.SUBSCRIBE);
            return false;
        } else if (reached.offset() < offset && !writeRecent(subscription)) {
            return false;
        }
        subscription.goLive();
        caughtUp();
        if (reached.offset() > offset) {
            context.repair().expected(channel, reached);
        }
        placeHeld();
        if (hasHeld()) {
            missing(RepairTrigger.JUMP);
        }
        askForHeardHead();
        return true;
    }

    private Placement placementOf(Delivery delivery) {
        if (delivery.epoch() != epoch && epoch != 0) {
            return Placement.FOREIGN;
        }
        if (delivery.last() <= offset) {
            return Placement.DUPLICATE;
        }
        return delivery.first() <= offset + 1 ? Placement.NEXT : Placement.BEYOND;
    }

    private void pass(Delivery delivery) {
        epoch = delivery.epoch();
        offset = delivery.last();
        if (catchingUp > 0) {
            if (recent == null) {
                recent = new EntryBuffer();
            }
            recent.addDroppingOldest(delivery);
        }
        context.output().deliver(this, delivery);
    }

    private void hold(Delivery delivery) {
        if (held == null) {
            held = new EntryBuffer();
        }
        if (!held.add(delivery)) {
            // Everything held is in the store: it is read again.
            held.clear();
            heldOverflowed = true;
        }
    }

    private void placeHeld() {
        if (held == null) {
            return;
        }
        for (Delivery waiting : held.takeSorted()) {
            Delivery delivery = context.encoder().refreshed(waiting);
            switch (placementOf(delivery)) {
                case NEXT -> pass(delivery);
                case DUPLICATE -> {}
                case BEYOND, FOREIGN -> hold(delivery);
            }
            delivery.release();
        }
        if (held.isEmpty()) {
            held = null;
        }
    }

    private boolean hasHeld() {
        return held != null || heldOverflowed;
    }

    private void missing(RepairTrigger trigger) {
        if (!repairing) {
            repairing = true;
            foreignSinceAsked = false;
            heldOverflowed = false;
            context.repair().missing(channel, position(), trigger);
        }
    }

    private void askForHeardHead() {
        HeardHead head = headToReach;
        if (head != null && isBehind(head.position())) {
            missing(head.trigger());
        }
    }

    /** Without progress not at once: a store that does not have what the wire brought is not asked without pause. */
    private void askAgain(RepairTrigger trigger, boolean atOnce) {
        if (atOnce) {
            missing(trigger);
            return;
        }
        repairing = true;
        context.later().schedule(context.retryDelay(), () -> {
            repairing = false;
            missing(trigger);
        });
    }

    /** Entries of an epoch that the store did not name although it was asked after they had come belong to an earlier life of the channel. */
    private boolean forgetStragglers() {
        if (held == null || heldOverflowed || foreignSinceAsked) {
            return false;
        }
        for (Delivery delivery : held.inOrder()) {
            if (placementOf(delivery) != Placement.FOREIGN) {
                return false;
            }
        }
        held.clear();
        held = null;
        return true;
    }

    private boolean isBehind(Position head) {
        return head.epoch() != 0 && (head.epoch() != epoch || head.offset() > offset);
    }

    /** Where the answer begins elsewhere than this stream is, what lies between is gone. */
    private void moveToBase(Position asked, CatchUp answer) {
        Position base = answer.base();
        if (base.epoch() == 0) {
            return;
        }
        ResetReason reason = answer.reset();
        if (epoch == 0) {
            if (asked.epoch() == 0 && base.offset() > 0) {
                resetTo(ResetReason.RETENTION, base);
            }
        } else if (base.epoch() != epoch) {
            resetTo(ResetReason.EPOCH, base);
        } else if (reason == ResetReason.RETENTION && base.offset() > offset) {
            resetTo(reason, base);
        } else if (reason == ResetReason.UNKNOWN && offset > answer.head().offset()) {
            resetTo(reason, base);
        }
    }

    private void resetTo(ResetReason reason, Position base) {
        moveTo(base);
        clear(recent);
        context.metrics().reset(reason);
        context.output().reset(this, reason, base);
    }

    private boolean writeRecent(Subscription subscription) {
        Position reached = subscription.position();
        boolean follows = false;
        if (recent != null) {
            for (Delivery delivery : recent.inOrder()) {
                if (delivery.last() > reached.offset()) {
                    follows |= delivery.first() <= reached.offset() + 1;
                    if (!follows) {
                        return false;
                    }
                    subscription.write(delivery);
                }
            }
        }
        return follows;
    }

    private void caughtUp() {
        catchingUp--;
        if (catchingUp == 0) {
            clear(recent);
            recent = null;
        }
    }

    private void moveTo(Position position) {
        epoch = position.epoch();
        offset = position.offset();
    }

    private Position position() {
        return new Position(epoch, offset);
    }

    private static void clear(@Nullable EntryBuffer buffer) {
        if (buffer != null) {
            buffer.clear();
        }
    }
}
