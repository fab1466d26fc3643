package io.heliograph.notification.reading.http;

import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.notification.inbox.Marked;
import io.heliograph.notification.inbox.NotificationGroup;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.publishing.InboxPublications;
import io.heliograph.notification.publishing.kafka.PublicationWriter;
import io.heliograph.notification.reading.postgres.ReadStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Marks as read or unread and then tells the user's other devices, so that whoever is told finds it so. Should telling fail, the client's repetition tells
 * again: of those that it names whatever is known, of all those that were marked as read and not told. The same publication twice is seen once. Blocks;
 * safe for concurrent use.
 */
public final class ReadMarker {
    /** What one publication holds. */
    private static final int MAX_IDS = 500;

    private final ReadStore store;
    private final PublicationWriter publications;
    private final InstantSource clock;
    private final Duration publishWithin;

    public ReadMarker(ReadStore store, PublicationWriter publications, InstantSource clock, Duration publishWithin) {
        this.store = store;
        this.publications = publications;
        this.clock = clock;
        this.publishWithin = publishWithin;
    }

    /** @return whether the user's inbox shows it; marking again is no error */
    boolean markRead(String user, NotificationId id) {
        store.markRead(user, id, clock.instant());
        List<ReadStore.State> shown = store.states(user, List.of(id));
        // Another device may have marked it as unread since: then it tells.
        tellRead(
                user,
                shown.stream()
                        .flatMap(state -> state.readAt() == null
                                ? Stream.empty()
                                : Stream.of(new Marked(state.id(), state.readAt())))
                        .toList());
        return !shown.isEmpty();
    }

    /** @param group only its notifications; all when empty */
    void markAllRead(String user, Optional<NotificationGroup> group) {
        List<Marked> read;
        do {
            store.markOldestRead(user, group, MAX_IDS, clock.instant());
            read = store.readUntold(user, MAX_IDS);
            tellRead(user, read);
        } while (read.size() == MAX_IDS);
    }

    /**
     * What was never read is left as it is.
     *
     * @param ids at most {@value #MAX_IDS}
     * @return whether the user's inbox shows any of them; the others are passed over
     */
    boolean markUnread(String user, List<NotificationId> ids) {
        store.markUnread(user, ids, clock.instant());
        List<ReadStore.State> shown = store.states(user, ids);
        List<Marked> unread = shown.stream()
                .flatMap(state -> state.readAt() != null || state.unreadAt() == null
                        ? Stream.empty()
                        : Stream.of(new Marked(state.id(), state.unreadAt())))
                .toList();
        if (!unread.isEmpty()) {
            publish(InboxPublications.unread(user, unread));
        }
        return !shown.isEmpty();
    }

    private void tellRead(String user, List<Marked> read) {
        if (!read.isEmpty()) {
            publish(InboxPublications.read(user, read));
            store.readTold(read);
        }
    }

    private void publish(PublicationEvent publication) {
        publications.publish(List.of(publication), publishWithin);
    }
}
