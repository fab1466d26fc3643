package io.heliograph.notification.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a notification for one of its recipients.
 *
 * @param category whose policy was applied
 * @param shown whether it is in the inbox and on the screens; otherwise it is kept to be explained
 * @param counts whether it alerts on any channel, so that the category's rate counts it
 * @param decision how it was decided, as JSON
 * @param pushAt when it is sent by push, should no device have acknowledged it by then; null when it is not
 * @param digestAt when the digest is that it is held for; null when it is held for none
 * @param emailAt when it is sent by e-mail, should no device have acknowledged it by then; null when it is not
 */
public record InboxEntry(
        NotificationId id,
        String recipient,
        String category,
        boolean shown,
        boolean counts,
        String decision,
        @Nullable Instant pushAt,
        @Nullable Instant digestAt,
        @Nullable Instant emailAt) {}
