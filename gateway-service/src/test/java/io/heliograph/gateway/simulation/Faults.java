package io.heliograph.gateway.simulation;

/**
 * What goes wrong.
 *
 * @param lossPercent of wire messages that are lost
 * @param doublingPercent of wire messages that come twice
 * @param outages whether the store goes away now and then
 * @param newEpochs whether channels get new lives
 * @param mutant a wrong order of steps that the checker has to notice
 */
record Faults(int lossPercent, int doublingPercent, boolean outages, boolean newEpochs, Mutant mutant) {
    static final Faults NONE = new Faults(0, 0, false, false, Mutant.NONE);
    static final Faults MANY = new Faults(20, 10, true, true, Mutant.NONE);

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
        NO_REPAIR
    }

    Faults with(Mutant other) {
        return new Faults(lossPercent, doublingPercent, outages, newEpochs, other);
    }
}
