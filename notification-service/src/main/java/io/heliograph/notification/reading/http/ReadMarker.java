package io.heliograph.notification.reading.http;

import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.postgres.InboxStore;
import io.heliograph.notification.publishing.InboxPublications;
import io.heliograph.notification.publishing.kafka.PublicationWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Marks as read and tells the user's other devices. These are told first: should anything fail between the two, the
 * notification is still unread, and the client's repetition does both; the same publication twice is seen once. Blocks; safe
 * for concurrent use.
 */
public final class ReadMarker {
    /** What one publication holds. */
    private static final int MAX_IDS = 500;

    private final InboxStore store;
    private final PublicationWriter publications;
    private final InstantSource clock;
    private final Duration publishWithin;

    public ReadMarker(InboxStore store, PublicationWriter publications, InstantSource clock, Duration publishWithin) {
        this.store = store;
        this.publications = publications;
        this.clock = clock;
        this.publishWithin = publishWithin;
    }

    /** @return whether the user's inbox holds it; marking again is no error */
    boolean markRead(String user, NotificationId id) {
        if (!store.holds(user, id)) {
            return false;
        }
        mark(user, List.of(id));
        return true;
    }

    void markAllRead(String user) {
        List<NotificationId> ids = store.oldestUnread(user, MAX_IDS);
        while (!ids.isEmpty()) {
            mark(user, ids);
            ids = ids.size() < MAX_IDS ? List.of() : store.oldestUnread(user, MAX_IDS);
        }
    }

    private void mark(String user, List<NotificationId> ids) {
        Instant now = clock.instant();
        publications.publish(List.of(InboxPublications.read(user, ids, now)), publishWithin);
        store.markRead(ids, now);
    }
}
