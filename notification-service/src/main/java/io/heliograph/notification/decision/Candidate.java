package io.heliograph.notification.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification on its way to one recipient, as far as the decision looks at it.
 *
 * @param category what the event says; null when it says nothing
 * @param alerts how many of its category have alerted the recipient within the time that the category's rate counts
 * @param digest whether it summarises others
 */
public record Candidate(
        @Nullable String category,
        Importance importance,
        @Nullable Instant expiresAt,
        int alerts,
        boolean digest) {}
