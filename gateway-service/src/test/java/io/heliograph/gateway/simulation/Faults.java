package io.heliograph.gateway.simulation;

/**
 * What goes wrong.
 *
 * @param lossPercent of wire messages that are lost
 * @param doublingPercent of wire messages that come twice
 * @param ownerDeathPercent of publications whose owner dies between commit and publish; its successor tells the gateway to compare
 * @param outages whether the store goes away now and then
 * @param newEpochs whether channels get new lives
 * @param mutant a wrong order of steps that the checker has to notice
 */
record Faults(
        int lossPercent,
        int doublingPercent,
        int ownerDeathPercent,
        boolean outages,
        boolean newEpochs,
        Mutant mutant) {
    static final Faults NONE = new Faults(0, 0, 0, false, false, Mutant.NONE);
    static final Faults LOSSY_WIRE = new Faults(20, 10, 0, false, false, Mutant.NONE);
    static final Faults DYING_OWNERS = new Faults(0, 0, 20, false, false, Mutant.NONE);
    static final Faults MANY = new Faults(20, 10, 10, true, true, Mutant.NONE);

    enum Mutant {
        NONE,
        /** The store is read before the route stands. */
        READ_BEFORE_REGISTER,
        /** The route is looked up before the commit. */
        LOOKUP_BEFORE_COMMIT,
        /** "Nobody is there" is remembered. */
        CACHED_ABSENCE,
        /** The store is read from a copy that lags behind. */
        LAGGING_COPY,
        /** Heads are never compared. */
        NO_COMPARISON,
        /** What is missing is never fetched. */
        NO_REPAIR,
        /** A notice does not concern a channel of which a client is catching up. */
        NOTICE_IGNORED_WHILE_CATCHING_UP
    }

    Faults with(Mutant other) {
        return new Faults(lossPercent, doublingPercent, ownerDeathPercent, outages, newEpochs, other);
    }
}
