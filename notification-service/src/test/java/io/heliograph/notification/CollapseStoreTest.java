package io.heliograph.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.inbox.DecidedNotification;
import io.heliograph.notification.inbox.EventReference;
import io.heliograph.notification.inbox.InboxCursor;
import io.heliograph.notification.inbox.InboxEntry;
import io.heliograph.notification.inbox.InboxItem;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.ScreenForm;
import io.heliograph.notification.inbox.postgres.InboxStore;
import io.heliograph.notification.inbox.postgres.PageReader;
import io.heliograph.notification.inbox.postgres.StoreUnavailableException;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notifications of one key that are stored at once, as by processes that read different partitions. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class CollapseStoreTest extends RunningService {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int AT_ONCE = 12;

    @Inject
    Pool pool;

    @Inject
    PageReader pages;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void oneStaysWhicheverComesFirst(long seed) throws Exception {
        InboxStore store = new InboxStore(pool, Duration.ofSeconds(30));
        List<String> users = IntStream.range(0, 20).mapToObj(i -> i + user).toList();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, AT_ONCE).boxed().toList());
        Collections.shuffle(order, new Random(seed));

        List<Future<?>> stored = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number : order) {
                List<String> recipients = new ArrayList<>(users);
                Collections.shuffle(recipients, new Random(seed + number));
                Notification notification = notification(number, recipients);
                stored.add(
                        threads.submit(() -> store.store(decided(notification)).fresh()));
            }
        }

        for (Future<?> each : stored) {
            assertThat(each.get()).isEqualTo(users.size());
        }
        for (String each : users) {
            assertThat(pages.items(each, 10, InboxCursor.START))
                    .as("%s, seed %d", each, seed)
                    .extracting(InboxItem::createdAt)
                    .containsExactly(NOON.plusSeconds(AT_ONCE - 1));
            assertThat(store.countUnread(each)).isEqualTo(1);
        }
    }

    @Test
    void whoWaitsInVainLeavesNothingBehind() {
        InboxStore store = new InboxStore(pool, Duration.ofSeconds(30));
        InboxStore impatient = new InboxStore(pool, Duration.ofMillis(200));
        Notification notification = notification(1, List.of(user));
        SqlConnection other = pool.getConnectionAndAwait();
        Transaction transaction = other.beginAndAwait();
        other.preparedQuery("INSERT INTO notification.collapsing (recipient, collapse_key) VALUES ($1, 'upload-7')")
                .executeAndAwait(Tuple.of(user));

        assertThatThrownBy(() -> impatient.store(decided(notification))).isInstanceOf(StoreUnavailableException.class);
        transaction.rollbackAndAwait();
        other.closeAndAwait();

        store.store(decided(notification)); // its outcome was not known, so that the intake repeats it
        assertThat(store.countUnread(user)).isEqualTo(1);
        assertThat(pool.query("SELECT 1 FROM notification.collapsing")
                        .executeAndAwait()
                        .size())
                .isZero();
    }

    private static Notification notification(int number, List<String> recipients) {
        return new Notification(
                new EventReference("/shop/uploads", number + "-" + recipients.hashCode()),
                recipients,
                NOON.plusSeconds(number),
                null,
                null,
                Priority.NORMAL,
                false,
                null,
                "upload-7",
                null,
                new ScreenForm(JsonBytes.of("{\"title\":\"" + number + "\"}")));
    }

    private static List<DecidedNotification> decided(Notification notification) {
        List<InboxEntry> entries = notification.recipients().stream()
                .map(recipient -> new InboxEntry(
                        NotificationId.of(notification.event(), recipient),
                        recipient,
                        "default",
                        true,
                        true,
                        "{}",
                        null,
                        null,
                        null))
                .toList();
        return List.of(new DecidedNotification(notification, entries));
    }
}
