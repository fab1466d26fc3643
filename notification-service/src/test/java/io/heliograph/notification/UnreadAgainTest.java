package io.heliograph.notification;

import static io.heliograph.notification.TopicReader.header;
import static io.heliograph.notification.TopicReader.key;
import static io.heliograph.notification.TopicReader.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.heliograph.notification.InboxClient.Answer;
import io.heliograph.notification.inbox.NotificationId;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UnreadAgainTest extends RunningService {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void aNotificationThatWasReadIsUnreadOnEveryDeviceAndMayBeReadOnceMore() {
        CloudEvent event = Events.notification("Later", user).build();
        emit(event);
        awaitInbox(1);
        String id = idOf(event).toString();
        inbox.post("/notifications/" + id + "/read");

        assertThat(unread(id).status()).isEqualTo(204);
        assertThat(unread(id).status()).isEqualTo(204);
        assertThat(readOf()).containsExactly(false);
        assertThat(inbox.get("/notifications").body().path("unread").intValue()).isEqualTo(1);
        inbox.post("/notifications/" + id + "/read");

        assertThat(readOf()).containsExactly(true);
        List<ConsumerRecord<byte[], byte[]>> told = told(4);
        assertThat(told)
                .extracting(record -> header(record, "ce_type"))
                .containsExactly(
                        "notification.read", "notification.unread", "notification.unread", "notification.read");
        assertThat(value(told.get(1))).startsWith("{\"ids\":[\"" + id + "\"],\"unreadAt\":");
        assertThat(told)
                .as("a repetition is the same publication, a second change is not")
                .extracting(record -> header(record, "ce_id"))
                .satisfies(ids -> assertThat(ids.get(2)).isEqualTo(ids.get(1)))
                .satisfies(ids -> assertThat(ids.get(3)).isNotEqualTo(ids.getFirst()));
    }

    @Test
    void marksSomeOfThoseThatWereReadAsAWhole() {
        List<NotificationId> ids = emitted(3);
        inbox.post("/notifications/read-all");

        Answer answer = unread(ids.getFirst().toString(), ids.getLast().toString());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(readOf()).containsExactly(false, true, false);
        assertThat(inbox.get("/notifications").body().path("unread").intValue()).isEqualTo(2);
        inbox.post("/notifications/read-all");
        assertThat(told(3))
                .extracting(TopicReader::value)
                .last()
                .asString()
                .contains(ids.getFirst().toString(), ids.getLast().toString())
                .doesNotContain(ids.get(1).toString());
    }

    @Test
    void passesOverWhatWasNeverReadAndWhatIsNotInThisInbox() {
        List<NotificationId> ids = emitted(2);
        inbox.post("/notifications/" + ids.getFirst() + "/read");

        Answer answer = unread(
                ids.getFirst().toString(),
                ids.getLast().toString(),
                UUID.randomUUID().toString());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(value(told(2).getLast()))
                .contains(ids.getFirst().toString())
                .doesNotContain(ids.getLast().toString());
    }

    @Test
    void refusesForeignAndUnknownNotificationsAlikeAndOtherBodies() {
        List<NotificationId> ids = emitted(1);
        inbox.post("/notifications/read-all");

        try (InboxClient stranger = InboxClient.of(service, signer(), "eve")) {
            Answer foreign = stranger.post("/notifications/unread", "{\"ids\":[\"" + ids.getFirst() + "\"]}");
            Answer unknown = stranger.post("/notifications/unread", "{\"ids\":[\"" + UUID.randomUUID() + "\"]}");
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(foreign.body().path("code").textValue()).isEqualTo("not_found");
            assertThat(unknown).isEqualTo(foreign);
        }
        for (String body : List.of("", "[]", "{\"ids\":[]}", "{\"ids\":[\"42\"]}")) {
            Answer answer = inbox.post("/notifications/unread", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.body().path("code").textValue()).as(body).isEqualTo("malformed");
        }
        assertThat(inbox.post("/notifications/unread").status()).isEqualTo(400);
        try (InboxClient nobody = new InboxClient(service, "")) {
            assertThat(nobody.post("/notifications/unread", "{\"ids\":[\"" + ids.getFirst() + "\"]}")
                            .status())
                    .isEqualTo(401);
        }
        assertThat(readOf()).containsExactly(true);
    }

    private List<NotificationId> emitted(int count) {
        List<CloudEvent> events = IntStream.range(0, count)
                .mapToObj(i -> Events.notification("Number " + i, NOON.minusSeconds(i), user)
                        .build())
                .toList();
        events.forEach(this::emit);
        awaitInbox(count);
        return events.stream().map(this::idOf).toList();
    }

    private Answer unread(String... ids) {
        return inbox.post("/notifications/unread", "{\"ids\":[\"" + String.join("\",\"", ids) + "\"]}");
    }

    private List<Boolean> readOf() {
        return items(inbox.get("/notifications")).stream()
                .map(item -> item.path("read"))
                .map(JsonNode::booleanValue)
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> told(int count) {
        try (TopicReader reader = publications()) {
            return reader.first(
                    count,
                    record -> key(record).equals("user:" + user)
                            && !header(record, "ce_type").equals("notification"));
        }
    }
}
