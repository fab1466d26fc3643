package io.heliograph.presence.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One connection's presence in a channel.
 *
 * @param since when the device entered; a reconnection does not change it
 * @param seenAt when it was last heard of, by this process' clock
 * @param leavesAt when it counts as gone; null while it is there
 */
public record Presence(
        String connection,
        @Nullable String device,
        String pod,
        @Nullable String data,
        Instant since,
        Instant seenAt,
        @Nullable Instant leavesAt) {
    Presence leaving(Instant now, Duration grace) {
        return leavesAt == null ? new Presence(connection, device, pod, data, since, seenAt, now.plus(grace)) : this;
    }

    boolean isLeaving() {
        return leavesAt != null;
    }

    boolean isGone(Instant decideUntil) {
        return leavesAt != null && !leavesAt.isAfter(decideUntil);
    }

    /** Whether the others see the same: who reconnects within the grace is not seen doing so. */
    boolean looksLike(Presence other) {
        return Objects.equals(device, other.device) && Objects.equals(data, other.data) && since.equals(other.since);
    }
}
