package io.heliograph.notification.inbox;

import java.time.Instant;

/** A notification as its recipient's inbox holds it. */
public record InboxItem(NotificationId id, Instant createdAt, boolean read, ScreenForm form) {}
