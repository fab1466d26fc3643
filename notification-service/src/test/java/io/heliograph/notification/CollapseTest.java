package io.heliograph.notification;

import static io.heliograph.notification.TopicReader.header;
import static io.heliograph.notification.TopicReader.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.heliograph.notification.InboxClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CollapseTest extends RunningService {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String UPLOAD = "upload-7";
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void theNewestOfAKeyTakesThePlaceOfTheOneBeforeAndIsUnread() {
        CloudEvent half = ofKey(UPLOAD, "50%", NOON);
        CloudEvent done = ofKey(UPLOAD, "100%", NOON.plusSeconds(1));
        emit(half);
        awaitInbox(1);
        inbox.post("/notifications/" + idOf(half) + "/read");

        emit(done);

        awaitTitles("100%");
        Answer page = inbox.get("/notifications");
        assertThat(items(page).getFirst().path("read").booleanValue()).isFalse();
        assertThat(page.body().path("unread").intValue()).isEqualTo(1);
        assertThat(shownOnScreens(2))
                .extracting(CollapseTest::replaced)
                .containsExactly(List.of(), List.of(idOf(half).toString()));
    }

    @Test
    void leavesOtherKeysAndOtherUsersAlone() {
        emit(ofKey("upload-6", "Other key", NOON));
        emit(Events.notification("No key", NOON.minusSeconds(1), user).build());
        emit(Events.notification("For both", NOON.plusSeconds(1), user, "bob-" + user)
                .withExtension("collapsekey", UPLOAD)
                .build());

        emit(ofKey(UPLOAD, "For one", NOON.plusSeconds(2)));

        awaitTitles("For one", "Other key", "No key");
        try (InboxClient bob = InboxClient.of(service, signer(), "bob-" + user)) {
            assertThat(titles(bob.get("/notifications"))).containsExactly("For both");
        }
    }

    @Test
    void comesToTheSameWhenEventsAreReadAgain() {
        CloudEvent half = ofKey(UPLOAD, "50%", NOON);
        CloudEvent done = ofKey(UPLOAD, "100%", NOON.plusSeconds(1));
        emit(half);
        emit(done);

        emit(half);
        emit(done);

        List<ConsumerRecord<byte[], byte[]>> told = shownOnScreens(3);
        assertThat(told)
                .as("the replaced one only as long as it was the newest")
                .extracting(record -> header(record, "ce_id"))
                .containsExactly(
                        idOf(half).toString(), idOf(done).toString(), idOf(done).toString());
        assertThat(told.getLast().value()).isEqualTo(told.get(1).value());
        awaitTitles("100%");
        assertThat(inbox.get("/notifications").body().path("unread").intValue()).isEqualTo(1);
    }

    @Test
    void anOlderOneThatComesLateIsOnlyExplained() {
        CloudEvent late = ofKey(UPLOAD, "50%", NOON);
        CloudEvent done = ofKey(UPLOAD, "100%", NOON.plusSeconds(1));
        emit(done);

        emit(late);
        emit(Events.notification("Behind", NOON.minusSeconds(1), user).build());

        awaitTitles("100%", "Behind");
        assertThat(shownOnScreens(2))
                .extracting(record -> header(record, "ce_id"))
                .doesNotContain(idOf(late).toString());
        assertThat(why(late).path("replacedBy").textValue())
                .isEqualTo(idOf(done).toString());
        assertThat(why(late).path("push").path("dueAt").isMissingNode()).isTrue();
        assertThat(why(done).path("replacedBy").isMissingNode()).isTrue();
    }

    @Test
    void ofTwoThatHappenedAtOnceTheOneThatCameLaterIsNewer() {
        emit(ofKey(UPLOAD, "50%", NOON));
        emit(ofKey(UPLOAD, "100%", NOON));
        awaitTitles("100%");

        emit(ofKey(UPLOAD, "Again", NOON));

        awaitTitles("Again");
    }

    @Test
    void nothingComesBackWhenTheNewestIsTakenBack() {
        CloudEvent done = ofKey(UPLOAD, "100%", NOON.plusSeconds(2));
        emit(ofKey(UPLOAD, "50%", NOON));
        emit(done);
        emit(Events.retraction(done, user).build());

        emit(ofKey(UPLOAD, "75%", NOON.plusSeconds(1)));
        emit(Events.notification("Behind", user).build());

        awaitTitles("Behind");
    }

    @Test
    void whatIsSwitchedOffReplacesNothing() {
        emit(ofKey(UPLOAD, "50%", NOON));
        awaitInbox(1);
        inbox.put("/notifications/preferences", "{\"categories\":{\"default\":{\"in-app\":false}}}");

        CloudEvent off = ofKey(UPLOAD, "100%", NOON.plusSeconds(1));
        emit(off);
        await().atMost(Duration.ofSeconds(30)).until(() -> why(off).path("id").textValue() != null);
        inbox.put("/notifications/preferences", "{}");
        emit(Events.notification("Behind", NOON.minusSeconds(1), user).build());

        awaitTitles("50%", "Behind");
    }

    private CloudEvent ofKey(String collapseKey, String title, Instant time) {
        return Events.notification(title, time, user)
                .withExtension("collapsekey", collapseKey)
                .build();
    }

    private void awaitTitles(String... titles) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(titles(inbox.get("/notifications"))).containsExactly(titles));
    }

    private List<ConsumerRecord<byte[], byte[]>> shownOnScreens(int count) {
        try (TopicReader reader = publications()) {
            return reader.first(
                    count,
                    record -> key(record).equals("user:" + user)
                            && header(record, "ce_type").equals("notification"));
        }
    }

    private static List<String> replaced(ConsumerRecord<byte[], byte[]> record) {
        try {
            return MAPPER.readTree(record.value())
                    .path("replaces")
                    .valueStream()
                    .map(JsonNode::textValue)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode why(CloudEvent event) {
        return inbox.get("/notifications/" + idOf(event) + "/why").body();
    }
}
