package io.heliograph.notification.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ProtocolLimits;
import io.heliograph.notification.inbox.EventReference;
import io.heliograph.notification.inbox.Marked;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.Retraction;
import io.heliograph.notification.inbox.ScreenForm;
import io.heliograph.notification.inbox.ShownEntry;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InboxPublicationsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final EventReference EVENT = new EventReference("/shop/orders", "order-4711:shipped");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Notification NOTIFICATION = new Notification(
            EVENT,
            List.of("ann", "auth0|42"),
            NOON,
            NOON.plusSeconds(60),
            "orders",
            Priority.HIGH,
            false,
            null,
            "order-4711",
            TRACE,
            new ScreenForm(JsonBytes.of("{\"title\":\"On its way\"}")));

    private static final NotificationId OLDER = NotificationId.of(new EventReference("/shop/orders", "older"), "ann");

    private static final List<ShownEntry> ENTRIES = NOTIFICATION.recipients().stream()
            .map(recipient -> new ShownEntry(
                    NotificationId.of(EVENT, recipient), recipient, true, recipient.equals("ann") ? OLDER : null))
            .toList();

    @Test
    void tellsEachRecipientsOwnChannelOfANotification() {
        List<PublicationEvent> publications = InboxPublications.added(List.of(NOTIFICATION), ENTRIES);

        assertThat(publications)
                .extracting(publication -> publication.channel().value())
                .containsExactly("user:ann", "user:auth0%7C42");
        NotificationId id = NotificationId.of(EVENT, "ann");
        assertThat(publications.getFirst())
                .isEqualTo(new PublicationEvent(
                        id.toString(),
                        "/heliograph/notifications",
                        "notification",
                        NOON,
                        publications.getFirst().channel(),
                        "order-4711",
                        NOON.plusSeconds(60),
                        Priority.HIGH,
                        TRACE,
                        NOTIFICATION.form().published(id, true, OLDER)));
    }

    @Test
    void saysOfEachRecipientWhatItReplaces() {
        List<PublicationEvent> publications = InboxPublications.added(List.of(NOTIFICATION), ENTRIES);

        assertThat(publications.getFirst().data().text()).contains("\"replaces\":[\"" + OLDER + "\"]");
        assertThat(publications.getLast().data().text()).doesNotContain("replaces");
    }

    @Test
    void givesTheSameNotificationTheSameIdsAgain() {
        assertThat(InboxPublications.added(List.of(NOTIFICATION), ENTRIES))
                .isEqualTo(InboxPublications.added(List.of(NOTIFICATION), ENTRIES));
    }

    @Test
    void namesTheRetractedNotificationOfEachRecipient() {
        var retraction = new Retraction(
                new EventReference("/shop/orders", "retraction-1"), EVENT, List.of("ann", "bob"), NOON, TRACE);

        List<PublicationEvent> publications = InboxPublications.retracted(retraction);

        PublicationEvent ofBob = publications.getLast();
        assertThat(ofBob.channel().value()).isEqualTo("user:bob");
        assertThat(ofBob.type()).isEqualTo("notification.retracted");
        assertThat(ofBob.traceparent()).isEqualTo(TRACE);
        assertThat(ofBob.data().text()).isEqualTo("{\"ids\":[\"" + NotificationId.of(EVENT, "bob") + "\"]}");
        assertThat(ofBob.id())
                .isNotEqualTo(NotificationId.of(EVENT, "bob").toString())
                .isEqualTo(InboxPublications.retracted(retraction).getLast().id());
    }

    @Test
    void tellsEveryoneOnOneChannel() {
        PublicationEvent added = InboxPublications.broadcast(NOTIFICATION);
        PublicationEvent retracted = InboxPublications.broadcast(
                new Retraction(new EventReference("/shop/orders", "retraction-1"), EVENT, List.of(), NOON, TRACE));

        NotificationId id = NotificationId.ofBroadcast(EVENT);
        assertThat(added.channel().value()).isEqualTo("broadcast:all");
        assertThat(added.type()).isEqualTo("notification");
        assertThat(added.id()).isEqualTo(id.toString());
        assertThat(added.expiresAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(added.data()).isEqualTo(NOTIFICATION.form().published(id, true, null));
        assertThat(retracted.channel().value()).isEqualTo("broadcast:all");
        assertThat(retracted.type()).isEqualTo("notification.retracted");
        assertThat(retracted.id()).isNotEqualTo(id.toString());
        assertThat(retracted.data().text()).isEqualTo("{\"ids\":[\"" + id + "\"]}");
    }

    @Test
    void tellsTheOtherDevicesWhatWasRead() {
        NotificationId id = NotificationId.of(EVENT, "ann");

        PublicationEvent publication =
                InboxPublications.read("ann", List.of(new Marked(id, NOON), new Marked(OLDER, NOON.minusSeconds(1))));

        assertThat(publication.channel().value()).isEqualTo("user:ann");
        assertThat(publication.type()).isEqualTo("notification.read");
        assertThat(publication.data().text())
                .isEqualTo("{\"ids\":[\"" + id + "\",\"" + OLDER + "\"],\"readAt\":\"2026-01-01T12:00:00Z\"}");
    }

    @Test
    void tellsTheOtherDevicesWhatIsUnreadAgain() {
        NotificationId id = NotificationId.of(EVENT, "ann");

        PublicationEvent publication = InboxPublications.unread("ann", List.of(new Marked(id, NOON)));

        assertThat(publication.channel().value()).isEqualTo("user:ann");
        assertThat(publication.type()).isEqualTo("notification.unread");
        assertThat(publication.data().text())
                .isEqualTo("{\"ids\":[\"" + id + "\"],\"unreadAt\":\"2026-01-01T12:00:00Z\"}");
    }

    @Test
    void tellsEachChangeOnceAndARepetitionNotAgain() {
        List<Marked> first = List.of(new Marked(OLDER, NOON));
        List<Marked> second = List.of(new Marked(OLDER, NOON.plusSeconds(1)));

        String read = InboxPublications.read("ann", first).id();

        assertThat(InboxPublications.read("ann", first).id()).isEqualTo(read);
        assertThat(InboxPublications.read("ann", second).id()).isNotEqualTo(read);
        assertThat(InboxPublications.unread("ann", first).id()).isNotEqualTo(read);
        assertThat(read).isNotEqualTo(OLDER.toString());
    }

    @Test
    void holdsAThousandReadNotifications() {
        List<Marked> read = IntStream.range(0, 1_000)
                .mapToObj(i -> NotificationId.of(new EventReference("/shop", "event-" + i), "ann"))
                .map(id -> new Marked(id, NOON))
                .toList();

        assertThat(InboxPublications.read("ann", read).data().length())
                .isLessThanOrEqualTo(ProtocolLimits.MAX_DATA_BYTES);
    }
}
