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
 * Marks as read and then tells the user's other devices, so that whoever is told finds it so. Should telling fail, the client's repetition tells again:
 * of one notification whatever is known, of all those that were marked and not told. The same publication twice is seen once. Blocks; safe for
 * concurrent use.
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
        Instant now = clock.instant();
        store.markRead(List.of(id), now);
        tell(user, List.of(id), now);
        return true;
    }

    void markAllRead(String user) {
        List<NotificationId> ids;
        do {
            Instant now = clock.instant();
            store.markOldestRead(user, MAX_IDS, now);
            ids = store.readUntold(user, MAX_IDS);
            if (!ids.isEmpty()) {
                tell(user, ids, now);
            }
        } while (ids.size() == MAX_IDS);
    }

    private void tell(String user, List<NotificationId> ids, Instant now) {
        publications.publish(List.of(InboxPublications.read(user, ids, now)), publishWithin);
        store.readTold(ids);
    }
}
