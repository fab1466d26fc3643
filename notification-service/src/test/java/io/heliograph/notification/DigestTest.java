package io.heliograph.notification;

import static io.heliograph.notification.TopicReader.header;
import static io.heliograph.notification.TopicReader.key;
import static io.heliograph.notification.TopicReader.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.heliograph.notification.inbox.postgres.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** From events to the digest on the user's channel. */
@QuarkusTest
@TestProfile(DigestTest.OneOrder.class)
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class DigestTest extends RunningService {
    @Inject
    Pool pool;

    public static final class OneOrder implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "notification.categories.orders.title", "Your orders",
                    "notification.categories.orders.rate", "1/1h",
                    "notification.categories.orders.digest-above-rate", "true",
                    "notification.digest.rate-window", "1s",
                    "notification.digest.interval", "100ms");
        }
    }

    @Test
    void summarisesWhatCameTooOften() {
        CloudEvent second = Events.notification("Second", user).build();
        emit(Events.notification("First", user).build());
        emit(second);

        ConsumerRecord<byte[], byte[]> digest = published("Your orders: 1 new");

        JsonNode why = inbox.get("/notifications/" + idOf(second) + "/why").body();
        assertThat(why.at("/channels/in-app/outcome").textValue()).isEqualTo("digest");
        assertThat(why.at("/channels/in-app/reasons").findValuesAsText("code")).contains("rate_exceeded");
        assertThat(why.path("digestAt").textValue()).isEqualTo(header(digest, "ce_time"));
        assertThat(value(digest)).contains("\"alert\":true", idOf(second).toString());
        JsonNode whyDigest =
                inbox.get("/notifications/" + header(digest, "ce_id") + "/why").body();
        assertThat(whyDigest.at("/channels/in-app/reasons").findValuesAsText("code"))
                .contains("is_digest");
    }

    @Test
    void summarisesWhatTheUserWantsSummarisedAndWasNotRead() {
        inbox.put("/notifications/preferences", "{\"digest\":{\"every\":\"daily\"}}");
        CloudEvent first = Events.notification("First", user).build();
        CloudEvent read = Events.notification("Read", user).build();
        CloudEvent wrong = Events.notification("Wrong", user).build();
        emit(first);
        emit(read);
        emit(wrong);
        emit(Events.notification("Fourth", user).build());
        awaitInbox(4);
        inbox.post("/notifications/" + idOf(read) + "/read");
        emit(Events.retraction(wrong, user).build());
        awaitInbox(3);

        aDayPasses();

        assertThat(value(published("Your orders: 2 new"))).contains(idOf(first).toString(), "Fourth");
        awaitInbox(4);
        assertThat(titles(inbox.get("/notifications"))).contains("Your orders: 2 new");
    }

    @Test
    void tellsNothingWhenAllWasRead() {
        inbox.put("/notifications/preferences", "{\"digest\":{\"categories\":{\"orders\":\"hourly\"}}}");
        emit(Events.notification("First", user).build());
        awaitInbox(1);
        inbox.post("/notifications/read-all");

        aDayPasses();

        awaitNothingHeld();
        assertThat(titles(inbox.get("/notifications"))).containsExactly("First");
    }

    private void aDayPasses() {
        List.of("digest_item", "digest_due")
                .forEach(table -> database()
                        .execute(
                                "UPDATE notification." + table
                                        + " SET digest_at = digest_at - interval '1 day' WHERE recipient = $1",
                                Tuple.of(user)));
    }

    private void awaitNothingHeld() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> database()
                                .execute(
                                        "SELECT recipient FROM notification.digest_item WHERE recipient = $1"
                                                + " UNION ALL SELECT recipient FROM notification.digest_due WHERE recipient = $1",
                                        Tuple.of(user))
                                .size()
                        == 0);
    }

    private Database database() {
        return new Database(pool, Duration.ofSeconds(10));
    }

    private ConsumerRecord<byte[], byte[]> published(String title) {
        try (TopicReader reader = publications()) {
            return reader.first(
                            1,
                            record -> key(record).equals("user:" + user)
                                    && value(record).contains("\"title\":\"" + title + '"'))
                    .getFirst();
        }
    }
}
