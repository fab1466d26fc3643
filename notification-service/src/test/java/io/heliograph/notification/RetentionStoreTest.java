package io.heliograph.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.retention.RetentionPolicy;
import io.heliograph.notification.retention.postgres.RetentionStore;
import io.heliograph.notification.round.RoundLoop;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ninety days and two hundred notifications are kept; it is noon. */
@QuarkusTest
@TestProfile(QuietRounds.class)
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class RetentionStoreTest extends RunningService {
    private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");
    private static final RetentionPolicy POLICY = new RetentionPolicy(Duration.ofDays(90), 200);

    @Inject
    Pool pool;

    @Inject
    @Identifier("retention")
    RoundLoop loop;

    private Database database;

    @BeforeEach
    void prepare() {
        loop.close(); // the service's own passes
        database = new Database(pool, Duration.ofSeconds(30));
        for (String table : List.of("inbox", "push_due", "unread_due")) {
            execute("DELETE FROM notification." + table);
        }
        execute("UPDATE notification.retention SET done_to = '', not_before = '-infinity'");
    }

    @Test
    void deletesWhatIsTooOldAndWhateverRefersToIt() {
        insert("ann", 1, "2026-01-01T11:59:59Z", "");
        insert("ann", 1, "2026-01-01T12:00:00Z", "");
        insert("bob", 1, "2025-01-01T12:00:00Z", ", retracted_at = now()");
        execute(
                "INSERT INTO notification.push_due (notification_id, recipient, due_at) SELECT id, recipient, now() FROM notification.inbox");
        execute("INSERT INTO notification.push_result (notification_id, device, outcome, reason, at)"
                + " SELECT id, 'd1', 'sent', 'unacknowledged', now() FROM notification.inbox");

        RetentionStore.Step step = store(100, 500).step(NOON);

        assertThat(step).isEqualTo(new RetentionStore.Step(2, false));
        assertThat(left("inbox")).containsExactly("ann");
        assertThat(left("push_due")).containsExactly("ann");
        assertThat(count("push_result")).isEqualTo(1);
        assertThat(left("unread_due")).as("bob's was not counted before").containsExactly("ann");
    }

    @Test
    void keepsTheNewestOfWhatIsShownAndAsManyOfTheRest() {
        insert("ann", 201, "2026-03-01T00:00:00Z", "");
        insert("ann", 202, "2026-03-02T00:00:00Z", ", hidden = true");
        insert("bob", 200, "2026-03-01T00:00:00Z", "");

        assertThat(store(100, 500).step(NOON).deleted()).isEqualTo(3);

        assertThat(
                        rows(
                                "SELECT min(created_at)::text AS a FROM notification.inbox WHERE recipient = 'ann' AND NOT hidden"))
                .singleElement()
                .asString()
                .startsWith("2026-03-01 00:00:01");
        assertThat(rows("SELECT min(created_at)::text AS a FROM notification.inbox WHERE hidden"))
                .singleElement()
                .asString()
                .startsWith("2026-03-02 00:00:02");
        assertThat(count("inbox")).isEqualTo(600);
    }

    @Test
    void tellsTheCountOnlyToThoseWhoLostAnUnreadNotification() {
        insert("counted", 1, "2025-01-01T00:00:00Z", "");
        insert("expired", 1, "2025-01-01T00:00:00Z", ", expires_at = now()");
        insert("hidden", 1, "2025-01-01T00:00:00Z", ", hidden = true");
        insert("kept", 1, "2026-03-01T00:00:00Z", "");
        insert("read", 1, "2025-01-01T00:00:00Z", ", read_at = now()");
        insert("replaced", 1, "2025-01-01T00:00:00Z", ", replaced_by = gen_random_uuid()");

        assertThat(store(100, 500).step(NOON).deleted()).isEqualTo(5);

        assertThat(left("unread_due")).containsExactly("counted");
    }

    @Test
    void goesThroughAllUsersInStepsAndThenRests() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            insert(name, 2, "2025-01-01T00:00:00Z", "");
        }
        RetentionStore store = store(2, 3);

        assertThat(store.step(NOON)).as("full: the same users again").isEqualTo(new RetentionStore.Step(3, true));
        assertThat(store.step(NOON)).as("the rest of b, then c is next").isEqualTo(new RetentionStore.Step(3, true));
        while (store.step(NOON).more()) {
            // Steps until the pass is over.
        }

        assertThat(count("inbox")).isZero();
        insert("a", 1, "2025-01-01T00:00:00Z", "");
        assertThat(store.step(NOON)).as("a rest").isEqualTo(new RetentionStore.Step(0, false));
        execute("UPDATE notification.retention SET not_before = now()");
        assertThat(store.step(NOON).deleted()).isEqualTo(1);
    }

    @Test
    void leavesItsTurnToAnotherProcessAndRowsToOtherTransactions() {
        insert("ann", 1, "2025-01-01T00:00:00Z", "");
        insert("bob", 1, "2025-01-01T00:00:00Z", "");
        SqlConnection other = pool.getConnectionAndAwait();

        Transaction turn = other.beginAndAwait();
        other.query("SELECT FROM notification.retention FOR UPDATE").executeAndAwait();
        assertThat(store(100, 500).step(NOON)).isEqualTo(new RetentionStore.Step(0, false));
        turn.rollbackAndAwait();
        Transaction reading = other.beginAndAwait();
        other.query("UPDATE notification.inbox SET read_at = now() WHERE recipient = 'ann'")
                .executeAndAwait();
        assertThat(store(100, 500).step(NOON).deleted()).isEqualTo(1);
        reading.commitAndAwait();
        other.closeAndAwait();

        assertThat(left("inbox")).containsExactly("ann");
    }

    private RetentionStore store(int users, int rows) {
        return new RetentionStore(database, POLICY, Duration.ofHours(1), new RetentionStore.Size(users, rows));
    }

    /** Each a second after the one before. */
    private void insert(String recipient, int number, String first, String changed) {
        database.execute(
                "INSERT INTO notification.inbox (id, recipient, created_at, form)"
                        + " SELECT gen_random_uuid(), $1, $3::text::timestamptz + i * interval '1 second', '{}' FROM generate_series(0, $2::int - 1) i",
                Tuple.of(recipient, number, first));
        if (!changed.isEmpty()) {
            execute("UPDATE notification.inbox SET " + changed.substring(2) + " WHERE recipient = '" + recipient
                    + "' AND created_at >= '" + first + "'");
        }
    }

    private void execute(String sql) {
        database.execute(sql, Tuple.tuple());
    }

    private List<String> rows(String sql) {
        return StreamSupport.stream(database.execute(sql, Tuple.tuple()).spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
    }

    private List<String> left(String table) {
        return rows("SELECT recipient FROM notification." + table + " ORDER BY recipient");
    }

    private long count(String table) {
        return database.execute("SELECT count(*) FROM notification." + table, Tuple.tuple())
                .iterator()
                .next()
                .getLong(0);
    }
}
