package io.heliograph.notification.push;

import io.heliograph.notification.inbox.NotificationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification whose time to be sent has come, taken by this process until {@code leasedUntil}.
 *
 * @param dueAt when it first was
 * @param attempts how often it was taken, this time included
 * @param item null when the inbox has it no more
 */
public record DueNotification(
        NotificationId id,
        String recipient,
        Instant dueAt,
        int attempts,
        Instant leasedUntil,
        @Nullable InboxState item) {}
