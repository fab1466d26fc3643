package io.heliograph.notification.inbox;

import java.time.Instant;

/**
 * A notification that its recipient marked, as read or as unread.
 *
 * @param at when that changed; marking again leaves it as it is
 */
public record Marked(NotificationId id, Instant at) {}
