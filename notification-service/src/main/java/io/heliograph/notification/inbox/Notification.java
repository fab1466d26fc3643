package io.heliograph.notification.inbox;

import io.heliograph.contracts.event.Priority;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes to the inboxes and to the open screens of its recipients.
 *
 * @param event where it comes from
 * @param recipients subjects of access tokens, each once; none when it is for everyone
 * @param createdAt when it happened by the producer's clock, in whole microseconds as PostgreSQL keeps it
 * @param expiresAt not shown from then on
 * @param category what preferences are about; null when the event says nothing
 * @param critical whether nothing may hold it; the priority is then high
 * @param group what it may be stacked with; null when the event says nothing
 * @param collapseKey set by the producer when the newest notification of the key replaces the one before
 */
public record Notification(
        EventReference event,
        List<String> recipients,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable String category,
        Priority priority,
        boolean critical,
        @Nullable NotificationGroup group,
        @Nullable String collapseKey,
        @Nullable String traceparent,
        ScreenForm form) {
    public Notification {
        recipients = List.copyOf(recipients);
    }

    /** The ids in the order of the recipients. */
    public List<NotificationId> ids() {
        return recipients.stream()
                .map(recipient -> NotificationId.of(event, recipient))
                .toList();
    }
}
