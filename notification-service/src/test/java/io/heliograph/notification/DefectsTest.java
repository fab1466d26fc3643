package io.heliograph.notification;

import static io.heliograph.notification.TopicReader.header;
import static io.heliograph.notification.TopicReader.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.inbox.postgres.StoreUnavailableException;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What is a mistake of the program is not tried again for ever; what may pass is. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class DefectsTest extends RunningService {
    @Inject
    Pool pool;

    @Test
    void areSetAsideAndHoldNobodyUp() {
        new Database(pool, Duration.ofSeconds(10))
                .execute("INSERT INTO notification.preferences (recipient, choices) VALUES ($1, '[]')", Tuple.of(user));
        CloudEvent undecidable =
                Events.notification("For choices that nobody wrote", user).build();
        String behind = "bob-" + user;
        emit(undecidable);
        emit(Events.notification("Behind", behind).build());

        try (InboxClient other = InboxClient.of(service, signer(), behind)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(titles(other.get("/notifications"))).containsExactly("Behind"));
        }
        try (TopicReader reader = deadLetters()) {
            ConsumerRecord<byte[], byte[]> letter =
                    reader.first(1, record -> key(record).equals(user)).getFirst();
            assertThat(header(letter, "ce_id")).isEqualTo(undecidable.getId());
            assertThat(header(letter, "heliograph-error-code")).isEqualTo("internal_error");
        }
    }

    @Test
    void areValuesThatDoNotFit() {
        Database database = new Database(pool, Duration.ofSeconds(10));

        assertThatIllegalArgumentException().isThrownBy(() -> database.execute("SELECT $1::int", Tuple.of("text")));
        assertThatIllegalArgumentException().isThrownBy(() -> database.execute("SELECT $1::int", Tuple.tuple()));
        assertThatIllegalArgumentException().isThrownBy(() -> database.execute("SELECT 1 / $1::int", Tuple.of(0)));
    }

    @Test
    void areStatementsThatAreWrong() {
        Database database = new Database(pool, Duration.ofSeconds(10));

        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> database.execute("SELECT nothing", Tuple.tuple()))
                .satisfies(e -> assertThat(e.getSqlState()).isEqualTo("42703"));
    }

    @Test
    void areNotStatementsThatTakeTooLong() {
        Database database = new Database(pool, Duration.ofMillis(200));

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> database.execute("SELECT pg_sleep(5)", Tuple.tuple()));
    }
}
