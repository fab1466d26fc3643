package io.heliograph.notification;

import static io.heliograph.notification.SpecialCategories.PARCELS;
import static io.heliograph.notification.TopicReader.header;
import static io.heliograph.notification.TopicReader.key;
import static io.heliograph.notification.TopicReader.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.heliograph.notification.inbox.postgres.Database;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** From events to the digest on the user's channel. */
@QuarkusTest
@TestProfile(SpecialCategories.class)
@WithTestResource(PushResource.class)
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class DigestTest extends RunningService {
    @Inject
    Pool pool;

    @Test
    void summarisesWhatCameTooOften() {
        CloudEvent second = parcel("Second");
        emit(parcel("First"));
        emit(second);

        ConsumerRecord<byte[], byte[]> digest = published("Your parcels: 1 new");

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
        CloudEvent first = parcel("First");
        CloudEvent read = parcel("Read");
        CloudEvent wrong = parcel("Wrong");
        emit(first);
        emit(read);
        emit(wrong);
        emit(parcel("Fourth"));
        awaitInbox(4);
        inbox.post("/notifications/" + idOf(read) + "/read");
        emit(Events.retraction(wrong, user).build());
        awaitInbox(3);

        aDayPasses();

        assertThat(value(published("Your parcels: 2 new"))).contains(idOf(first).toString(), "Fourth");
        awaitInbox(4);
        assertThat(titles(inbox.get("/notifications"))).contains("Your parcels: 2 new");
    }

    @Test
    void tellsNothingWhenAllWasRead() {
        inbox.put("/notifications/preferences", "{\"digest\":{\"categories\":{\"parcels\":\"hourly\"}}}");
        emit(parcel("First"));
        awaitInbox(1);
        inbox.post("/notifications/read-all");

        aDayPasses();

        awaitNothingHeld();
        assertThat(titles(inbox.get("/notifications"))).containsExactly("First");
    }

    private CloudEvent parcel(String title) {
        return Events.inCategory(PARCELS, title, user);
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
