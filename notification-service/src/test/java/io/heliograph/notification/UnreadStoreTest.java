package io.heliograph.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.unread.UnreadDue;
import io.heliograph.notification.unread.postgres.UnreadStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(QuietRounds.class)
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class UnreadStoreTest extends RunningService {
    private static final Duration LONG = Duration.ofHours(1);

    @Inject
    Pool pool;

    private Database database;
    private UnreadStore store;

    @BeforeEach
    void prepare() {
        database = new Database(pool, Duration.ofSeconds(10));
        store = new UnreadStore(database, LONG, LONG);
        database.execute("DELETE FROM notification.unread_due", Tuple.tuple());
    }

    @Test
    void givesNobodyAUserWhomAnotherProcessHas() {
        isDue("ann");
        isDue("bob");

        assertThat(store.take(1)).extracting(UnreadDue::recipient).containsExactly("ann");
        assertThat(store.take(10)).extracting(UnreadDue::recipient).containsExactly("bob");
        assertThat(store.take(10)).isEmpty();
    }

    @Test
    void givesAUserAgainWhoseLeaseEnded() {
        isDue("ann");
        new UnreadStore(database, Duration.ZERO, LONG).take(1);

        assertThat(store.take(1)).hasSize(1);
    }

    @Test
    void forgetsWhatWasTold() {
        isDue("ann");

        store.told(List.of(take()));

        assertThat(rows()).isEmpty();
    }

    @Test
    void givesAUserAgainWhenSomethingChangedMeanwhile() {
        isDue("ann");
        UnreadDue due = take();
        isDue("ann");

        assertThat(store.take(1)).as("still leased").isEmpty();
        store.told(List.of(due));

        assertThat(take().number()).isGreaterThan(due.number());
    }

    @Test
    void tellsApartWhoChangedMeanwhile() {
        isDue("ann");
        isDue("bob");
        List<UnreadDue> both = store.take(2);
        isDue("bob");

        store.told(both);

        assertThat(rows()).containsExactly("bob");
        assertThat(take().number()).isGreaterThan(both.getLast().number());
    }

    @Test
    void tellsOnceMoreWhenTwoTold() {
        isDue("ann");
        UnreadDue slow = new UnreadStore(database, Duration.ZERO, LONG).take(1).getFirst();
        UnreadDue quick = take();
        store.told(List.of(quick));

        store.told(List.of(slow));

        assertThat(take().number()).isGreaterThan(quick.number());
    }

    @Test
    void leavesTheLeaseToWhoHasItByNow() {
        isDue("ann");
        UnreadDue slow = new UnreadStore(database, Duration.ZERO, LONG).take(1).getFirst();
        take();

        store.told(List.of(slow));
        store.putOff(slow);

        assertThat(store.take(1)).isEmpty();
    }

    @Test
    void putsOff() {
        isDue("ann");
        store.putOff(take());
        assertThat(store.take(1)).isEmpty();

        isDue("bob");
        new UnreadStore(database, LONG, Duration.ZERO).putOff(take());

        assertThat(take().recipient()).isEqualTo("bob");
    }

    private UnreadDue take() {
        return store.take(1).getFirst();
    }

    private List<String> rows() {
        return StreamSupport.stream(
                        database.execute("SELECT recipient FROM notification.unread_due", Tuple.tuple())
                                .spliterator(),
                        false)
                .map(row -> row.getString(0))
                .toList();
    }

    private void isDue(String recipient) {
        database.execute(
                "INSERT INTO notification.unread_due (recipient) VALUES ($1)"
                        + " ON CONFLICT (recipient) DO UPDATE SET number = nextval('notification.unread_number')",
                Tuple.of(recipient));
    }
}
