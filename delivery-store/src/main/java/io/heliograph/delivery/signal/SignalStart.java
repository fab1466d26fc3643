package io.heliograph.delivery.signal;

import io.heliograph.contracts.channel.Version;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Where a partition goes on.
 *
 * @param offset the first record to be read
 * @param refillUntil what is before it was delivered once, and is only put back; {@code offset} when nothing has to be put back
 * @param mark the store's mark as it was found
 */
record SignalStart(long offset, long refillUntil, Optional<Version> mark) {

    /**
     * @param reached up to where, exclusive, all was done
     * @param aDayAgo where the last 24 hours begin; asked only when it matters
     */
    static SignalStart decide(long reached, Optional<Version> mark, long generation, Supplier<OptionalLong> aDayAgo) {
        boolean holdsAll = mark.isPresent()
                && mark.get().generation() == generation
                && mark.get().number() >= reached;
        long offset = holdsAll ? reached : Math.min(reached, aDayAgo.get().orElse(reached));
        return new SignalStart(offset, reached, mark);
    }

    boolean isRefill() {
        return offset < refillUntil;
    }
}
