package io.heliograph.notification.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notification that no longer holds for some of its recipients or all of them.
 *
 * @param event the event that takes back
 * @param retracted the event that is taken back
 * @param recipients from whom; none when it is not said, or everyone
 */
public record Retraction(
        EventReference event,
        EventReference retracted,
        List<String> recipients,
        Instant time,
        @Nullable String traceparent) {
    public Retraction {
        recipients = List.copyOf(recipients);
    }

    public Retraction from(List<String> others) {
        return new Retraction(event, retracted, others, time, traceparent);
    }

    /** The notifications that are taken back, in the order of the recipients. */
    public List<NotificationId> ids() {
        return recipients.stream()
                .map(recipient -> NotificationId.of(retracted, recipient))
                .toList();
    }
}
