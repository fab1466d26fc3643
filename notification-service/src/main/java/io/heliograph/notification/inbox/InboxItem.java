package io.heliograph.notification.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification as its recipient's inbox holds it.
 *
 * @param stack its group, when it stands for all of it; null otherwise
 */
public record InboxItem(
        NotificationId id,
        Instant createdAt,
        boolean read,
        ScreenForm form,
        @Nullable Stack stack) {}
