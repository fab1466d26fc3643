package io.heliograph.notification.digest;

import io.heliograph.notification.inbox.InboxEntry;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.ScreenForm;
import io.heliograph.notification.inbox.ShownEntry;
import java.util.List;
import java.util.Optional;

/** Where digests are kept. Every method blocks. Safe for concurrent use. */
public interface DigestInbox {
    /** The form of a digest that was made before. */
    Optional<ScreenForm> form(DigestDue due);

    /** Keeps the digest and, in the same moment, lets go of what it summarises. Without effect when it was made before. */
    void store(Notification digest, InboxEntry entry, List<NotificationId> summarised);

    /** The entry as it was decided when it was stored; empty when it is not shown on screens. */
    List<ShownEntry> shown(InboxEntry entry);
}
