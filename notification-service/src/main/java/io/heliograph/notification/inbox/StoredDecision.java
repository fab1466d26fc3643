package io.heliograph.notification.inbox;

import org.jspecify.annotations.Nullable;

/**
 * What is kept to explain a notification.
 *
 * @param decision as JSON; null when it came before decisions were kept
 * @param replacedBy the newer one of its collapse key that took its place, or had it already; null when none did
 */
public record StoredDecision(
        @Nullable String decision,
        ScreenForm form,
        @Nullable NotificationId replacedBy) {}
