package io.heliograph.notification.digest;

import io.heliograph.notification.inbox.NotificationId;
import java.time.Instant;
import java.util.List;

/** What waits for its digest. Every method blocks. Safe for concurrent use. */
public interface DigestQueue {
    /** The digests that are due, the longest due first. Nobody else gets them until the lease ends. */
    List<DigestDue> take(int max);

    /** What is held for it now, the oldest first. */
    DigestContent content(DigestDue due);

    /**
     * It is made, or was not worth making. What else is held for it came too late: that waits for {@code next}.
     *
     * @param leftOut what is held for it and waits for nothing any more
     */
    void finish(DigestDue due, List<NotificationId> leftOut, Instant next);
}
