package io.heliograph.systemtests.handoff;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything there is.
 *
 * @param committed the rows 1 to this are in the primary database, and this is its checkpoint
 * @param replicated the rows that a replica has
 * @param wire what Redis has yet to hand to the gateway, in order: offsets, or {@link #NOTICE}
 */
record HandoffState(
        int committed, int replicated, Owner first, Owner second, List<Integer> wire, Subscriber subscriber) {
    static final int PUBLICATIONS = 3;
    static final int NOTICE = 0;
    static final HandoffState START = new HandoffState(0, 0, Owner.FIRST, Owner.SECOND, List.of(), Subscriber.IDLE);

    boolean isLoss() {
        return subscriber.applied() != committed;
    }

    HandoffState committing() {
        return new HandoffState(committed + 1, replicated, first, second, wire, subscriber);
    }

    HandoffState replicating() {
        return new HandoffState(committed, replicated + 1, first, second, wire, subscriber);
    }

    HandoffState withFirst(Owner owner) {
        return new HandoffState(committed, replicated, owner, second, wire, subscriber);
    }

    HandoffState withSecond(Owner owner) {
        return new HandoffState(committed, replicated, first, owner, wire, subscriber);
    }

    HandoffState with(Subscriber changed) {
        return new HandoffState(committed, replicated, first, second, wire, changed);
    }

    HandoffState sending(int item) {
        List<Integer> longer = new ArrayList<>(wire);
        longer.add(item);
        return new HandoffState(committed, replicated, first, second, List.copyOf(longer), subscriber);
    }

    HandoffState received() {
        return new HandoffState(committed, replicated, first, second, wire.subList(1, wire.size()), subscriber);
    }
}
