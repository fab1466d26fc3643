package io.heliograph.notification.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification on its way to one recipient, as far as the decision looks at it.
 *
 * @param category what the event says; null when it says nothing
 * @param alertsLastHour how many of its category have alerted the recipient within the last hour
 * @param replacesOlder whether the recipient has an unread one of the same collapse key
 * @param digest whether it summarises others
 */
public record Candidate(
        @Nullable String category,
        Importance importance,
        @Nullable Instant expiresAt,
        int alertsLastHour,
        boolean replacesOlder,
        boolean digest) {}
