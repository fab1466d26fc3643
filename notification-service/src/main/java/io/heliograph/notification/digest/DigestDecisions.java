package io.heliograph.notification.digest;

import io.heliograph.notification.inbox.InboxEntry;
import io.heliograph.notification.inbox.Notification;
import java.time.Instant;

/** What is decided for the recipient of a digest. Blocks. Safe for concurrent use. */
public interface DigestDecisions {
    InboxEntry decideDigest(Notification digest, Instant now);

    /** When the next digest of the same user and category is. */
    Instant nextDigest(DigestDue due, Instant now);
}
