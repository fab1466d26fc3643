package io.heliograph.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.Priority;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.push.DueNotification;
import io.heliograph.notification.push.InboxState;
import io.heliograph.notification.push.PushOutcome;
import io.heliograph.notification.push.PushReason;
import io.heliograph.notification.push.PushRecord;
import io.heliograph.notification.push.PushResult;
import io.heliograph.notification.push.postgres.DueStore;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is due, with a clock of its own: far ahead, so that nothing else of the service is due by then. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class DueStoreTest extends RunningService {
    private static final Instant DUE = Instant.parse("2126-01-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(2);

    @Inject
    Pool pool;

    @Inject
    PushRecord record;

    private Database database;
    private DueStore store;

    @BeforeEach
    void prepare() {
        database = new Database(pool, Duration.ofSeconds(10));
        store = new DueStore(database);
        database.execute("DELETE FROM notification.push_due", Tuple.tuple());
    }

    @Test
    void givesWhatIsDueWithWhatTheInboxSaysOfIt() {
        NotificationId id = isDue(Events.notification("Shipped", user)
                .withExtension("expirytime", "2127-01-01T00:00:00Z")
                .build());

        assertThat(take(DUE.minusMillis(1))).isEmpty();
        DueNotification due = take(DUE).getFirst();

        assertThat(due.id()).isEqualTo(id);
        assertThat(due.recipient()).isEqualTo(user);
        assertThat(due.dueAt()).isEqualTo(DUE);
        assertThat(due.attempts()).isEqualTo(1);
        InboxState item = Objects.requireNonNull(due.item());
        assertThat(item.read()).isFalse();
        assertThat(item.withdrawn()).isFalse();
        assertThat(item.expiresAt()).isEqualTo("2127-01-01T00:00:00Z");
        assertThat(item.priority()).isEqualTo(Priority.NORMAL);
        assertThat(item.form().text()).contains("Shipped");
    }

    @Test
    void saysWhatWasReadTakenBackOrDeletedMeanwhile() {
        CloudEvent read = Events.notification("Read", user).build();
        CloudEvent retracted = Events.notification("Retracted", user).build();
        CloudEvent deleted = Events.notification("Deleted", user).build();
        NotificationId readId = isDue(read);
        NotificationId retractedId = isDue(retracted);
        NotificationId deletedId = isDue(deleted);
        inbox.post("/notifications/" + readId + "/read");
        emit(Events.retraction(retracted, user).build());
        awaitInbox(2);
        database.execute("DELETE FROM notification.inbox WHERE id = $1", Tuple.of(deletedId.value()));

        List<DueNotification> taken = take(DUE);

        assertThat(taken).hasSize(3);
        assertThat(itemOf(taken, readId).map(InboxState::read)).containsExactly(true);
        assertThat(itemOf(taken, retractedId).map(InboxState::withdrawn)).containsExactly(true);
        assertThat(itemOf(taken, deletedId)).isEmpty();
    }

    @Test
    void givesNothingTwiceWhileTheLeaseLastsAndAgainAfterACrash() {
        NotificationId id = isDue(Events.notification("Shipped", user).build());

        assertThat(take(DUE)).hasSize(1);
        assertThat(take(DUE.plus(LEASE).minusMillis(1))).isEmpty();

        assertThat(take(DUE.plus(LEASE)))
                .extracting(DueNotification::id, DueNotification::attempts)
                .containsExactly(tuple(id, 2));
    }

    @Test
    void sharesWhatIsDueAmongProcessesWithoutGivingAnythingToTwo() throws Exception {
        for (int i = 0; i < 20; i++) {
            database.execute(
                    "INSERT INTO notification.push_due (notification_id, recipient, due_at) VALUES (gen_random_uuid(), $1, $2)",
                    Tuple.of(user, DUE.atOffset(ZoneOffset.UTC)));
        }

        List<NotificationId> taken = new ArrayList<>();
        try (ExecutorService processes = Executors.newFixedThreadPool(4)) {
            List<Callable<List<DueNotification>>> takers = Stream.generate(
                            () -> (Callable<List<DueNotification>>) () -> store.take(6, DUE, DUE.plus(LEASE)))
                    .limit(4)
                    .toList();
            for (Future<List<DueNotification>> taker : processes.invokeAll(takers)) {
                taker.get().forEach(due -> taken.add(due.id()));
            }
        }
        store.take(20, DUE, DUE.plus(LEASE)).forEach(due -> taken.add(due.id()));

        assertThat(taken).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void putsOffWithWhatIsKnownByThen() {
        NotificationId id = isDue(Events.notification("Shipped", user).build());
        DueNotification due = take(DUE).getFirst();
        Instant later = DUE.plusSeconds(30);

        store.putOff(due, later, PushReason.UNREACHABLE, List.of(sentTo("laptop")));

        assertThat(take(later.minusMillis(1))).isEmpty();
        assertThat(record.of(id).dueAt()).isEqualTo(later);
        assertThat(record.of(id).waitsFor()).isEqualTo(PushReason.UNREACHABLE);
        assertThat(record.of(id).results()).containsExactly(sentTo("laptop"));
        assertThat(take(later)).hasSize(1);
    }

    @Test
    void doesNotPutOffWhatSomebodyElseTookWhenTheLeaseHadEnded() {
        isDue(Events.notification("Shipped", user).build());
        DueNotification former = take(DUE).getFirst();
        DueNotification latter = take(DUE.plus(LEASE)).getFirst();

        store.putOff(former, DUE.plus(LEASE), PushReason.STORE_AWAY, List.of());

        assertThat(take(DUE.plus(LEASE))).isEmpty();
        assertThat(take(latter.leasedUntil())).hasSize(1);
    }

    @Test
    void finishesOnceAndForAll() {
        NotificationId id = isDue(Events.notification("Shipped", user).build());
        DueNotification due = take(DUE).getFirst();
        PushResult refused = new PushResult("phone", PushOutcome.FAILED, PushReason.REFUSED, 403, DUE);

        store.finish(due, List.of(sentTo("laptop"), refused));
        store.finish(due, List.of(sentTo("laptop")));

        assertThat(take(DUE.plus(LEASE))).isEmpty();
        assertThat(record.of(id).dueAt()).isNull();
        assertThat(record.of(id).results()).containsExactly(sentTo("laptop"), refused);
    }

    @Test
    void forgetsResultsWithTheNotification() {
        NotificationId id = isDue(Events.notification("Shipped", user).build());
        DueNotification due = take(DUE).getFirst();
        store.putOff(due, DUE, PushReason.UNREACHABLE, List.of(sentTo("laptop")));

        database.execute("DELETE FROM notification.inbox WHERE id = $1", Tuple.of(id.value()));
        store.finish(due, List.of(sentTo("phone")));

        assertThat(record.of(id).results()).isEmpty();
    }

    private static PushResult sentTo(String device) {
        return new PushResult(device, PushOutcome.SENT, PushReason.UNACKNOWLEDGED, 201, DUE);
    }

    private List<DueNotification> take(Instant now) {
        return store.take(10, now, now.plus(LEASE));
    }

    private NotificationId isDue(CloudEvent event) {
        int before = items(inbox.get("/notifications")).size();
        emit(event);
        awaitInbox(before + 1);
        NotificationId id = idOf(event);
        database.execute(
                "INSERT INTO notification.push_due (notification_id, recipient, due_at) VALUES ($1, $2, $3)"
                        + " ON CONFLICT (notification_id) DO UPDATE SET due_at = EXCLUDED.due_at",
                Tuple.of(id.value(), user, DUE.atOffset(ZoneOffset.UTC)));
        return id;
    }

    private static Stream<InboxState> itemOf(List<DueNotification> taken, NotificationId id) {
        return taken.stream().filter(due -> due.id().equals(id)).flatMap(due -> Stream.ofNullable(due.item()));
    }
}
