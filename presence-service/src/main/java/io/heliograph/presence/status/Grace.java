package io.heliograph.presence.status;

import java.time.Duration;

/**
 * How long somebody whose connection ended is still shown as before, so that a deploy or a tunnel is not seen by anybody.
 *
 * @param afterClose the connection said that it ended
 * @param afterCrash its pod's lease ended
 */
public record Grace(Duration afterClose, Duration afterCrash) {
    public Grace {
        if (afterClose.isNegative() || afterCrash.compareTo(afterClose) < 0) {
            throw new IllegalArgumentException(
                    "presence.grace (%s) must not be negative nor longer than presence.crash-grace (%s)"
                            .formatted(afterClose, afterCrash));
        }
    }
}
