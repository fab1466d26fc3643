package io.heliograph.notification.inbox;

import org.jspecify.annotations.Nullable;

/**
 * A notification that is in its recipient's inbox and on the screens.
 *
 * @param alerts whether screens draw attention to it
 * @param replaces the older one of its collapse key whose place it took; null when there was none
 */
public record ShownEntry(
        NotificationId id,
        String recipient,
        boolean alerts,
        @Nullable NotificationId replaces) {}
