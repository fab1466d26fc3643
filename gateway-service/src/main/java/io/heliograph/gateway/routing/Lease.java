package io.heliograph.gateway.routing;

/**
 * What this pod may believe about its own lease. The lease runs on Redis' clock and began at the earliest when the request for it was sent; so this side counts
 * from before the request, in monotonic nanoseconds, and no clocks are compared. Confined to one thread.
 */
public final class Lease {
    private final LeaseTiming timing;
    private long provenAtNanos;
    private boolean proven;

    public Lease(LeaseTiming timing) {
        this.timing = timing;
    }

    /**
     * Redis confirmed a request.
     *
     * @param sentAtNanos when that request was about to be sent
     */
    public void confirmed(long sentAtNanos) {
        provenAtNanos = sentAtNanos;
        proven = true;
    }

    /** Whether this pod should no longer count on being seen: its sockets stay, new routes are not promised. */
    public boolean isSuspect(long nowNanos) {
        return !proven || nowNanos - provenAtNanos > timing.suspectAfter().toNanos();
    }
}
