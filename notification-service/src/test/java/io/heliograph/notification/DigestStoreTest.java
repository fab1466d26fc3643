package io.heliograph.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.digest.DigestContent;
import io.heliograph.notification.digest.DigestDecisions;
import io.heliograph.notification.digest.DigestDue;
import io.heliograph.notification.digest.DigestObserver;
import io.heliograph.notification.digest.DigestRound;
import io.heliograph.notification.digest.DigestWriter;
import io.heliograph.notification.digest.postgres.DigestInboxStore;
import io.heliograph.notification.digest.postgres.DigestStore;
import io.heliograph.notification.inbox.DecidedNotification;
import io.heliograph.notification.inbox.EventReference;
import io.heliograph.notification.inbox.InboxEntry;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.ScreenForm;
import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.inbox.postgres.InboxStore;
import io.heliograph.notification.preferences.Categories;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(QuietRounds.class)
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class DigestStoreTest extends RunningService {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Instant PAST = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant SINCE = PAST.minusSeconds(3_600);
    private static final JsonMapper MAPPER = new JsonMapper();

    @Inject
    Pool pool;

    @Inject
    InboxStore inboxes;

    @Inject
    Categories categories;

    private Database database;
    private DigestStore store;

    @BeforeEach
    void prepare() {
        database = new Database(pool, Duration.ofSeconds(10));
        store = new DigestStore(database, LONG, 2);
        database.execute("DELETE FROM notification.digest_item", Tuple.tuple());
        database.execute("DELETE FROM notification.digest_due", Tuple.tuple());
    }

    @Test
    void givesADigestToOneProcessUntilItsLeaseEnds() {
        hold(user, "1", PAST);
        hold(user, "2", PAST);
        hold(user, "later", Instant.now().plusSeconds(3_600));

        assertThat(new DigestStore(database, Duration.ZERO, 2).take(10)).hasSize(1);
        assertThat(store.take(10))
                .singleElement()
                .satisfies(due -> assertThat(due.at()).isEqualTo(PAST));
        assertThat(store.take(10)).isEmpty();
    }

    @Test
    void holdsWhatIsStillWorthTelling() {
        NotificationId first = hold(user, "1", PAST);
        NotificationId read = hold(user, "2", PAST);
        NotificationId takenBack = hold(user, "3", PAST);
        NotificationId second = hold(user, "4", PAST);
        NotificationId third = hold(user, "5", PAST);
        hold("bob|" + user, "6", PAST);
        database.execute("UPDATE notification.inbox SET read_at = now() WHERE id = $1", Tuple.of(read.value()));
        inboxes.retract(List.of(takenBack), SINCE);

        DigestContent content = store.content(due());

        assertThat(content.held()).containsExactly(first, read, takenBack, second, third);
        assertThat(content.count()).isEqualTo(3);
        assertThat(content.first()).extracting(DigestContent.Item::id).containsExactly(first, second);
    }

    @Test
    void keepsTheDigestAndLetsGoOfWhatItSummarisesInOneStep() {
        NotificationId first = hold(user, "1", PAST);
        DigestDue due = due();

        inboxes.storeDigest(digest(due, "First"), entry(due.id(), user, null), List.of(first));
        NotificationId late = hold(user, "2", PAST);
        inboxes.storeDigest(digest(due, "Second"), entry(due.id(), user, null), List.of(late));

        assertThat(store.content(due).held())
                .as("made before: nothing is let go of")
                .containsExactly(late);
        assertThat(titles(inbox.get("/notifications"))).contains("First").doesNotContain("Second");
    }

    @Test
    void movesWhatCameTooLateToTheNextDigest() {
        hold(user, "1", PAST);
        DigestDue due = due();

        store.finish(due, List.of(), PAST.plusSeconds(900));

        assertThat(store.take(10)).singleElement().satisfies(next -> {
            assertThat(next.at()).isEqualTo(PAST.plusSeconds(900));
            assertThat(store.content(next).held()).hasSize(1);
        });
    }

    @Test
    void isDueAgainWhenSomethingWasHeldWhileItWasMade() {
        NotificationId first = hold(user, "1", PAST);
        DigestDue due = due();
        NotificationId late = hold(user, "2", PAST);

        store.finish(due, List.of(first, late), PAST.plusSeconds(900));

        assertThat(store.take(10)).singleElement().satisfies(again -> {
            assertThat(again.id()).isEqualTo(due.id());
            assertThat(again.number()).isGreaterThan(due.number());
        });
    }

    /** Two processes that are slower than their leases, Kafka that fails at times, and notifications that come all the while. */
    @Test
    void summarisesEverythingOnceWhateverTwoProcessesDo() throws Exception {
        int users = 6;
        int perUser = 30;
        Queue<NotificationId> held = new ConcurrentLinkedQueue<>();
        Map<String, JsonNode> told = new ConcurrentHashMap<>();
        Runnable producer = () -> IntStream.range(0, perUser)
                .forEach(i -> IntStream.range(0, users).forEach(u -> held.add(hold(user + u, "n" + i, PAST))));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> producing = threads.submit(producer);
            List<Future<?>> pods = Stream.of(1L, 2L)
                    .<Future<?>>map(seed -> threads.submit(() -> runUntilNothingIsDue(round(seed, told), producing)))
                    .toList();
            for (Future<?> pod : pods) {
                pod.get();
            }
        }

        assertThat(held).hasSize(users * perUser);
        assertThat(told.values().stream()
                        .flatMap(digest -> digest.at("/data/digest/items").findValuesAsText("id").stream()))
                .containsExactlyInAnyOrderElementsOf(
                        held.stream().map(NotificationId::toString).toList());
        assertThat(told.values().stream()
                        .mapToInt(digest -> digest.path("count").intValue())
                        .sum())
                .isEqualTo(users * perUser);
    }

    private void runUntilNothingIsDue(DigestRound round, Future<?> producing) {
        boolean last;
        do {
            last = producing.isDone();
            try {
                round.run();
            } catch (IllegalStateException _) {
                last = false; // Kafka, for this test
            }
        } while (!last || isAnythingDue());
    }

    private boolean isAnythingDue() {
        return database.execute("SELECT FROM notification.digest_due LIMIT 1", Tuple.tuple())
                        .size()
                > 0;
    }

    /** Whose leases end at once, so that both processes make the same digests. */
    private DigestRound round(long seed, Map<String, JsonNode> told) {
        Random random = new Random(seed);
        DigestRound.Ports ports = new DigestRound.Ports(
                new DigestStore(database, Duration.ZERO, DigestContent.MAX_HELD),
                new DigestInboxStore(inboxes),
                new Decisions(),
                events -> publish(events, random, told),
                new Unobserved());
        return new DigestRound(ports, new DigestWriter(categories), InstantSource.system());
    }

    private static void publish(List<PublicationEvent> events, Random random, Map<String, JsonNode> told) {
        synchronized (random) {
            if (random.nextInt(4) == 0) {
                throw new IllegalStateException("away for this test");
            }
        }
        events.forEach(event -> {
            JsonNode before = told.put(event.id(), json(event.data()));
            assertThat(before == null || before.equals(json(event.data())))
                    .as("the same digest says the same again")
                    .isTrue();
        });
    }

    private static JsonNode json(JsonBytes data) {
        try {
            return MAPPER.readTree(data.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DigestDue due() {
        return store.take(10).stream()
                .filter(due -> due.recipient().equals(user))
                .findFirst()
                .orElseThrow();
    }

    private NotificationId hold(String recipient, String name, Instant at) {
        var event = new EventReference("/shop/" + UUID.randomUUID(), name);
        NotificationId id = NotificationId.of(event, recipient);
        inboxes.store(List.of(
                new DecidedNotification(notification(event, recipient, name), List.of(entry(id, recipient, at)))));
        return id;
    }

    private static InboxEntry entry(NotificationId id, String recipient, @Nullable Instant digestAt) {
        return new InboxEntry(id, recipient, "default", true, false, "{}", null, digestAt, null);
    }

    private static Notification digest(DigestDue due, String title) {
        return notification(due.event(), due.recipient(), title);
    }

    private static Notification notification(EventReference event, String recipient, String title) {
        return new Notification(
                event,
                List.of(recipient),
                SINCE.plusMillis(Math.floorMod(title.hashCode(), 1_000)),
                null,
                null,
                Priority.NORMAL,
                false,
                null,
                null,
                null,
                new ScreenForm(JsonBytes.of("{\"title\":\"" + title + "\"}")));
    }

    private static final class Decisions implements DigestDecisions {
        @Override
        public InboxEntry decideDigest(Notification digest, Instant now) {
            String recipient = digest.recipients().getFirst();
            return entry(NotificationId.of(digest.event(), recipient), recipient, null);
        }

        @Override
        public Instant nextDigest(DigestDue due, Instant now) {
            return due.at().plusSeconds(1);
        }
    }

    private static final class Unobserved implements DigestObserver {
        @Override
        public void made() {}

        @Override
        public void empty() {}

        @Override
        public void failed() {}
    }
}
