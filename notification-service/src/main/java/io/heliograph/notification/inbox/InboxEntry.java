package io.heliograph.notification.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a notification for one of its recipients.
 *
 * @param shown whether it is in the inbox and on the screens; otherwise it is kept to be explained
 * @param alerts whether screens draw attention to it
 * @param decision how it was decided, as JSON
 * @param pushAt when it is sent by push, should no device have acknowledged it by then; null when it is not
 */
public record InboxEntry(
        NotificationId id,
        String recipient,
        boolean shown,
        boolean alerts,
        String decision,
        @Nullable Instant pushAt) {}
