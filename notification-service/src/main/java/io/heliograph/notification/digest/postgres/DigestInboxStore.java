package io.heliograph.notification.digest.postgres;

import io.heliograph.notification.digest.DigestDue;
import io.heliograph.notification.digest.DigestInbox;
import io.heliograph.notification.inbox.InboxEntry;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.ScreenForm;
import io.heliograph.notification.inbox.ShownEntry;
import io.heliograph.notification.inbox.StoredDecision;
import io.heliograph.notification.inbox.postgres.InboxStore;
import java.util.List;
import java.util.Optional;

/** Digests in the inbox. Blocks; safe for concurrent use. */
public final class DigestInboxStore implements DigestInbox {
    private final InboxStore inbox;

    public DigestInboxStore(InboxStore inbox) {
        this.inbox = inbox;
    }

    @Override
    public Optional<ScreenForm> form(DigestDue due) {
        return inbox.decision(due.recipient(), due.id()).map(StoredDecision::form);
    }

    @Override
    public void store(Notification digest, InboxEntry entry, List<NotificationId> summarised) {
        inbox.storeDigest(digest, entry, summarised);
    }

    @Override
    public List<ShownEntry> shown(InboxEntry entry) {
        return inbox.shown(List.of(entry));
    }
}
