package io.heliograph.notification.email;

import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.push.PushReason;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a notification's e-mail: for explanations. */
public interface EmailRecord {
    /**
     * @param outcome null as long as nothing was decided
     * @param reason of the outcome, or why it waits; null when it was not put off
     * @param at when it ended, or is looked at next
     */
    record State(@Nullable EmailOutcome outcome, @Nullable PushReason reason, Instant at) {}

    /** Empty when none was to be sent. Blocks. */
    Optional<State> of(NotificationId notification);
}
