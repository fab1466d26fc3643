package io.heliograph.systemtests.handoff;

/**
 * A delivery-store process that owns the partition, or thinks so.
 *
 * @param checkpoint the last offset it knows to be committed
 * @param sawNoRoute whether a lookup found no route; of use to {@link Trait#REMEMBERED_ABSENCE} alone
 */
record Owner(Phase phase, int checkpoint, boolean sawNoRoute) {
    /** What was done last. */
    enum Phase {
        STANDING_BY,
        ASSIGNED,
        /** Still to come: the notice. */
        CHECKPOINT_READ,
        /** Still to come: the checkpoint. */
        NOTICE_GIVEN,
        /** Nothing is under way. */
        READY,
        COMMITTED,
        ROUTE_FOUND,
        /** Still to come, in the wrong order: the commit. */
        DONE_BUT_FOR_COMMIT,
        FENCED,
        GONE
    }

    static final Owner FIRST = new Owner(Phase.READY, 0, false);
    static final Owner SECOND = new Owner(Phase.STANDING_BY, 0, false);

    Owner at(Phase next) {
        return new Owner(next, checkpoint, sawNoRoute);
    }

    Owner knowing(int committed) {
        return new Owner(phase, committed, sawNoRoute);
    }

    Owner rememberingAbsence() {
        return new Owner(phase, checkpoint, true);
    }
}
