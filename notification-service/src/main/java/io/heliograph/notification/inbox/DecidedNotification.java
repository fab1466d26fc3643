package io.heliograph.notification.inbox;

import java.util.List;

/**
 * A notification with what was decided for its recipients.
 *
 * @param entries one for each recipient
 */
public record DecidedNotification(Notification notification, List<InboxEntry> entries) {
    public DecidedNotification {
        entries = List.copyOf(entries);
    }
}
