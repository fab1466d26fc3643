package io.heliograph.systemtests.handoff;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A gateway with one connection that subscribes to the channel from its beginning.
 *
 * @param registered whether its route stands in Redis
 * @param buffered the offsets that arrived before it went live
 * @param applied what the client has is 1 to this; before it is live, what was read from the log
 * @param toCompare whether it was told to compare and has not yet
 */
record Subscriber(Phase phase, boolean registered, SortedSet<Integer> buffered, int applied, boolean toCompare) {
    /** How far subscribing has come. */
    enum Phase {
        IDLE,
        /** One of registering and reading is done. */
        HALFWAY,
        /** Both are. */
        PREPARED,
        LIVE
    }

    static final Subscriber IDLE = new Subscriber(Phase.IDLE, false, new TreeSet<>(), 0, false);

    boolean isLive() {
        return phase == Phase.LIVE;
    }

    Subscriber registering() {
        return new Subscriber(nextPhase(), true, buffered, applied, toCompare);
    }

    Subscriber reading(int rows) {
        return new Subscriber(nextPhase(), registered, buffered, rows, toCompare);
    }

    /** Merges what was read and what arrived meanwhile. */
    Subscriber goingLive(int head) {
        var live = new Subscriber(Phase.LIVE, registered, new TreeSet<>(), applied, toCompare);
        for (int offset : buffered) {
            live = live.applying(offset, head);
        }
        return live;
    }

    Subscriber buffering(int offset) {
        var more = new TreeSet<>(buffered);
        more.add(offset);
        return new Subscriber(phase, registered, more, applied, toCompare);
    }

    /** Drops a duplicate; fills a jump from the log, whose last offset is {@code head}. */
    Subscriber applying(int offset, int head) {
        int before = offset > applied + 1 ? Math.max(applied, head) : applied;
        int after = offset == before + 1 ? offset : before;
        return new Subscriber(phase, registered, buffered, after, toCompare);
    }

    Subscriber toldToCompare() {
        return new Subscriber(phase, registered, buffered, applied, true);
    }

    Subscriber comparing(int head) {
        return new Subscriber(phase, registered, buffered, Math.max(applied, head), false);
    }

    private Phase nextPhase() {
        return phase == Phase.IDLE ? Phase.HALFWAY : Phase.PREPARED;
    }
}
