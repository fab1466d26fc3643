package io.heliograph.notification.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.inbox.EventReference;
import io.heliograph.notification.inbox.InboxEntry;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.ScreenForm;
import io.heliograph.notification.inbox.ShownEntry;
import io.heliograph.notification.preferences.Categories;
import io.heliograph.notification.preferences.CategoryPolicy;
import io.heliograph.notification.preferences.DigestChoice;
import io.heliograph.notification.preferences.RateBound;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigestRoundTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant NEXT = NOON.plusSeconds(900);

    private final Held held = new Held();
    private final Queue<PublicationEvent> published = new ConcurrentLinkedQueue<>();
    private final Counts counts = new Counts();

    @Test
    void tellsOfWhatIsHeldOnceAndForgetsIt() {
        DigestDue due = held.hold("ann", "1", "2");

        assertThat(round(published::addAll).run()).isFalse();

        assertThat(published).singleElement().satisfies(publication -> {
            assertThat(publication.id()).isEqualTo(due.id().toString());
            assertThat(publication.channel().value()).isEqualTo("user:ann");
            assertThat(publication.time()).isEqualTo(NOON);
            assertThat(text(publication)).contains("\"title\":\"Others: 2 new\"");
        });
        assertThat(held.items).isEmpty();
        assertThat(held.due).isEmpty();
        assertThat(counts.made).hasValue(1);
    }

    @Test
    void leavesOutWhatWasReadAndTellsNothingWhenNothingIsLeft() {
        held.hold("ann", "1", "2");
        held.hold("bob", "3");
        held.read.add(id("ann", "1"));
        held.read.add(id("bob", "3"));

        round(published::addAll).run();

        assertThat(published)
                .extracting(DigestRoundTest::text)
                .singleElement()
                .satisfies(data -> assertThat(data).contains("Others: 1 new"));
        assertThat(held.items).isEmpty();
        assertThat(held.due).isEmpty();
        assertThat(counts.empty).hasValue(1);
    }

    /** As after a crash between the two: the digest is in the inbox, and what it summarised was read meanwhile. */
    @Test
    void tellsAgainWhatIsKeptWhenTellingFailed() {
        DigestDue due = held.hold("ann", "1", "2");
        assertThatThrownBy(() -> round(_ -> {
                            throw new IllegalStateException("away for this test");
                        })
                        .run())
                .hasRootCauseMessage("away for this test");
        assertThat(counts.failed).hasValue(1);
        held.read.add(id("ann", "1"));

        round(published::addAll).run();

        assertThat(published).singleElement().satisfies(publication -> {
            assertThat(publication.id()).isEqualTo(due.id().toString());
            assertThat(text(publication)).contains("Others: 2 new");
        });
        assertThat(held.due).isEmpty();
    }

    @Test
    void putsWhatCameTooLateIntoTheNextDigest() {
        held.hold("ann", "1");
        round(published::addAll).run();
        held.hold("ann", "2");

        round(published::addAll).run();

        assertThat(held.items).containsExactly(Map.entry(id("ann", "2"), NEXT));
        assertThat(held.due).extracting(DigestDue::at).containsExactly(NEXT);
        assertThat(published)
                .extracting(PublicationEvent::id)
                .hasSize(2)
                .containsOnly(due("ann", NOON).id().toString());

        round(published::addAll).run();

        assertThat(published)
                .extracting(PublicationEvent::id)
                .last()
                .isEqualTo(due("ann", NEXT).id().toString());
        assertThat(held.items).isEmpty();
    }

    @Test
    void tellsTheOthersWhenOneFails() {
        held.hold("ann", "1");
        held.hold("bob", "2");

        assertThatThrownBy(() -> round(events -> {
                            if (events.getFirst().channel().value().equals("user:ann")) {
                                throw new IllegalStateException("away for this test");
                            }
                            published.addAll(events);
                        })
                        .run())
                .hasRootCauseMessage("away for this test");

        assertThat(published).extracting(event -> event.channel().value()).containsExactly("user:bob");
        assertThat(held.due).extracting(DigestDue::recipient).containsExactly("ann");
    }

    @Test
    void saysThatThereMayBeMore() {
        IntStream.range(0, DigestRound.MAX_DIGESTS).forEach(i -> held.hold("u" + i, "1"));

        assertThat(round(published::addAll).run()).isTrue();
        assertThat(round(published::addAll).run()).isFalse();
    }

    private DigestRound round(Consumer<List<PublicationEvent>> publisher) {
        var writer = new DigestWriter(new Categories(
                List.of(),
                new CategoryPolicy(
                        "default", "Others", Set.of(), false, true, RateBound.NONE, DigestChoice.OFF, Duration.ZERO)));
        return new DigestRound(
                new DigestRound.Ports(held, held, held, publisher, counts), writer, InstantSource.fixed(NOON));
    }

    private static String text(PublicationEvent event) {
        return new String(event.data().array(), StandardCharsets.UTF_8);
    }

    private static DigestDue due(String recipient, Instant at) {
        return new DigestDue(recipient, "default", at, 1, NOON);
    }

    private static NotificationId id(String recipient, String name) {
        return NotificationId.of(new EventReference("/shop", name), recipient);
    }

    /** A store in memory. What is due stays so until it is finished. */
    private static final class Held implements DigestQueue, DigestInbox, DigestDecisions {
        private final Set<DigestDue> due = ConcurrentHashMap.newKeySet();
        private final Map<NotificationId, Instant> items = new ConcurrentHashMap<>();
        private final Map<NotificationId, String> owners = new ConcurrentHashMap<>();
        private final Set<NotificationId> read = ConcurrentHashMap.newKeySet();
        private final Map<NotificationId, ScreenForm> inbox = new ConcurrentHashMap<>();

        DigestDue hold(String recipient, String... names) {
            DigestDue digest = due(recipient, NOON);
            due.add(digest);
            for (String name : names) {
                items.put(id(recipient, name), NOON);
                owners.put(id(recipient, name), recipient);
            }
            return digest;
        }

        @Override
        public List<DigestDue> take(int max) {
            return due.stream().limit(max).toList();
        }

        @Override
        public DigestContent content(DigestDue digest) {
            List<NotificationId> waiting = waiting(digest);
            List<DigestContent.Item> told = waiting.stream()
                    .filter(id -> !read.contains(id))
                    .map(id -> new DigestContent.Item(id, new ScreenForm(JsonBytes.of("{\"title\":\"A\"}"))))
                    .toList();
            return new DigestContent(waiting, told.size(), told);
        }

        @Override
        public void finish(DigestDue digest, List<NotificationId> leftOut, Instant next) {
            leftOut.forEach(items::remove);
            List<NotificationId> late = waiting(digest);
            late.forEach(id -> items.put(id, next));
            due.remove(digest);
            if (!late.isEmpty()) {
                due.add(due(digest.recipient(), next));
            }
        }

        private List<NotificationId> waiting(DigestDue digest) {
            return items.entrySet().stream()
                    .filter(item -> item.getValue().equals(digest.at()))
                    .map(Map.Entry::getKey)
                    .filter(id -> digest.recipient().equals(owners.get(id)))
                    .toList();
        }

        @Override
        public Optional<ScreenForm> form(DigestDue digest) {
            return Optional.ofNullable(inbox.get(digest.id()));
        }

        @Override
        public void store(Notification digest, InboxEntry entry, List<NotificationId> summarised) {
            inbox.put(entry.id(), digest.form());
            summarised.forEach(items::remove);
        }

        @Override
        public List<ShownEntry> shown(InboxEntry entry) {
            return List.of(new ShownEntry(entry.id(), entry.recipient(), true, null));
        }

        @Override
        public InboxEntry decideDigest(Notification digest, Instant now) {
            String recipient = digest.recipients().getFirst();
            return new InboxEntry(
                    NotificationId.of(digest.event(), recipient),
                    recipient,
                    "default",
                    true,
                    false,
                    "{}",
                    null,
                    null,
                    null);
        }

        @Override
        public Instant nextDigest(DigestDue digest, Instant now) {
            return NEXT;
        }
    }

    private static final class Counts implements DigestObserver {
        private final AtomicInteger made = new AtomicInteger();
        private final AtomicInteger empty = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();

        @Override
        public void made() {
            made.incrementAndGet();
        }

        @Override
        public void empty() {
            empty.incrementAndGet();
        }

        @Override
        public void failed() {
            failed.incrementAndGet();
        }
    }
}
