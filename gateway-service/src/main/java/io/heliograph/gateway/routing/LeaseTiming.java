package io.heliograph.gateway.routing;

import java.time.Duration;

/**
 * How long a lease lasts and how often it is renewed.
 *
 * @param lease at least three renewals, so that one lost renewal does not end it
 */
public record LeaseTiming(Duration lease, Duration renewal) {
    private static final int RENEWALS_PER_LEASE = 3;

    public LeaseTiming {
        if (!renewal.isPositive() || lease.compareTo(renewal.multipliedBy(RENEWALS_PER_LEASE)) < 0) {
            throw new IllegalArgumentException("gateway.routing.lease (" + lease + ") must be at least "
                    + RENEWALS_PER_LEASE + " times gateway.routing.renewal (" + renewal + ")");
        }
    }

    /** Without a successful renewal for so long, others may soon take this pod for dead. */
    public Duration suspectAfter() {
        return lease.minus(renewal);
    }
}
