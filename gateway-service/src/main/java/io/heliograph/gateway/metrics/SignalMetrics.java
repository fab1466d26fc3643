package io.heliograph.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what becomes of latest values and transient publications. Safe for concurrent use. */
public final class SignalMetrics {
    private final Counter stateReads;
    private final Counter stateGaps;
    private final Counter conflated;
    private final Counter transientDropped;
    private final Counter transientExpired;
    private final Counter transientDelivered;

    public SignalMetrics(MeterRegistry registry) {
        stateReads = registry.counter("heliograph_state_reads");
        conflated = registry.counter("heliograph_state_conflated");
        stateGaps = registry.counter("heliograph_state_gaps");
        transientDropped = dropped(registry, "slow");
        transientExpired = dropped(registry, "expired");
        transientDelivered = registry.counter("heliograph_transient_delivered");
    }

    private static Counter dropped(MeterRegistry registry, String reason) {
        return registry.counter("heliograph_frames_dropped", "durability", "transient", "reason", reason);
    }

    public void stateRead() {
        stateReads.increment();
    }

    /** A change was lost on the way, and noticed. */
    public void stateGap() {
        stateGaps.increment();
    }

    /** A value was replaced by a newer one before it was written to a connection. */
    public void conflated() {
        conflated.increment();
    }

    /** A connection did not take it. */
    public void transientDropped() {
        transientDropped.increment();
    }

    /** It came too late for anybody here. */
    public void transientExpired() {
        transientExpired.increment();
    }

    public void transientDelivered() {
        transientDelivered.increment();
    }
}
