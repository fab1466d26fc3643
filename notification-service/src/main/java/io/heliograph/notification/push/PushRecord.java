package io.heliograph.notification.push;

import io.heliograph.notification.inbox.NotificationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a notification's push: for explanations. */
public interface PushRecord {
    /**
     * @param dueAt when it is looked at next; null when nothing is to be done any more
     * @param waitsFor why that is later than it might be; null when it was not put off
     * @param results empty as long as nothing was decided
     */
    record State(@Nullable Instant dueAt, @Nullable PushReason waitsFor, List<PushResult> results) {
        public State {
            results = List.copyOf(results);
        }
    }

    /** Blocks. */
    State of(NotificationId notification);
}
