package io.heliograph.gateway.subscription;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.gateway.subscription.StreamPosition.Placement;
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
    private final StreamPosition position = new StreamPosition();
    private final HeldEntries held = new HeldEntries();
    private final RecentEntries recent = new RecentEntries();

    /** Whether there is a position. */
    private boolean settled;

    private boolean repairing;

    /** Heard of before there was a position to compare it with, or while the store's answer to an earlier question was awaited. */
    private @Nullable HeardHead headToReach;

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
        recent.enter();
    }

    void leave(Subscription subscription) {
        subscriptions.remove(subscription);
        if (subscription.isCatchingUp()) {
            recent.leave();
        }
    }

    /** The last subscription went. */
    void close() {
        held.clear();
        recent.clear();
    }

    /** An entry came over the wire. */
    public void onEntry(Delivery delivery) {
        if (!settled) {
            held.add(delivery);
            return;
        }
        switch (position.placementOf(delivery)) {
            case DUPLICATE -> context.metrics().duplicate();
            case NEXT -> {
                pass(delivery);
                placeHeld();
            }
            case BEYOND -> {
                held.add(delivery);
                missing(RepairTrigger.JUMP);
            }
            case FOREIGN -> {
                held.addForeign(delivery);
                missing(RepairTrigger.JUMP);
            }
        }
    }

    /**
     * The store has the channel up to this head. It is kept until it is reached: what is being read for the first subscription, or fetched for a gap, may have been
     * read before it.
     */
    public void onHead(Position head, RepairTrigger trigger) {
        if (!settled || position.isBehind(head)) {
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
        Position before = position.toPosition();
        ResetReason reset = position.resetBy(asked, answer);
        if (reset != null) {
            resetTo(reset, answer.base());
        }
        for (Delivery delivery : deliveries) {
            if (position.placementOf(delivery) == Placement.NEXT) {
                pass(delivery);
            }
        }
        boolean repaired = !before.equals(position.toPosition());
        if (repaired) {
            context.metrics().repaired(trigger);
        }
        placeHeld();
        if (position.isBehind(answer.head())) {
            askAgain(trigger, repaired || !asked.equals(before));
        } else if (held.isPending() && !held.forgetStragglers(position)) {
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
        long offset = position.toPosition().offset();
        if (!settled) {
            if (held.takeOverflow()) {
                return false;
            }
            settled = true;
            position.moveTo(reached);
        } else if (position.isInOtherEpochThan(reached)) {
            // Either it or the stream is in another life of the channel than the store is: both ask again.
            missing(RepairTrigger.SUBSCRIBE);
            return false;
        } else if (reached.offset() < offset && !recent.writeTo(subscription)) {
            return false;
        } else if (reached.offset() > offset) {
            context.repair().expected(channel, reached);
        }
        subscription.goLive();
        recent.leave();
        placeHeld();
        if (held.isPending()) {
            missing(RepairTrigger.JUMP);
        }
        askForHeardHead();
        return true;
    }

    private void pass(Delivery delivery) {
        position.moveBehind(delivery);
        recent.add(delivery);
        context.output().deliver(this, delivery);
    }

    private void placeHeld() {
        for (Delivery waiting : held.takeSorted()) {
            Delivery delivery = context.encoder().refreshed(waiting);
            switch (position.placementOf(delivery)) {
                case NEXT -> pass(delivery);
                case DUPLICATE -> {}
                case BEYOND, FOREIGN -> held.add(delivery);
            }
            delivery.release();
        }
    }

    private void resetTo(ResetReason reason, Position base) {
        position.moveTo(base);
        recent.clear();
        context.metrics().reset(reason);
        context.output().reset(this, reason, base);
    }

    private void missing(RepairTrigger trigger) {
        if (!repairing) {
            repairing = true;
            held.onAsked();
            context.repair().missing(channel, position.toPosition(), trigger);
        }
    }

    private void askForHeardHead() {
        HeardHead head = headToReach;
        if (head != null && position.isBehind(head.position())) {
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
}
