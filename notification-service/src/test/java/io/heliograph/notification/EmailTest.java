package io.heliograph.notification;

import static io.heliograph.notification.SpecialCategories.INVOICES;
import static io.heliograph.notification.SpecialCategories.LETTERS;
import static io.heliograph.notification.TopicReader.header;
import static io.heliograph.notification.TopicReader.key;
import static io.heliograph.notification.TopicReader.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.postgres.Database;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From events to requests for e-mails, which somebody else sends. */
@QuarkusTest
@TestProfile(SpecialCategories.class)
@WithTestResource(PushResource.class)
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class EmailTest extends RunningService {
    PushResource.Surroundings surroundings;

    @Inject
    RedisDataSource redis;

    @Inject
    Pool pool;

    @BeforeEach
    void settle() {
        redis.value(String.class)
                .set(
                        RedisKey.REGISTRY,
                        Long.toString(Instant.now().minus(Duration.ofMinutes(2)).toEpochMilli()));
        surroundings.store().answerWith(200);
    }

    @Test
    void isAskedForWhenNoDeviceHasAcknowledged() {
        NotificationId id = notified();
        surroundings.store().published(user, List.of(id.toString()));
        assertThat(Instant.parse(why(id).at("/email/dueAt").textValue()))
                .isAfter(Instant.now().plus(Duration.ofMinutes(50)));

        isDue(id);

        ConsumerRecord<byte[], byte[]> request = requested(1).getFirst();
        assertThat(header(request, "ce_type")).isEqualTo("io.heliograph.email.requested.v1");
        assertThat(new EventSchemas().check(EventType.EMAIL_REQUESTED, request.value()))
                .isEmpty();
        assertThat(value(request)).contains("\"recipient\":\"" + user + '"', id.toString(), "Shipped");
        awaitEmail(id, "outcome", "requested");
        assertThat(why(id).at("/email/reason").textValue()).isEqualTo("unacknowledged");
        assertThat(why(id).at("/channels/email/outcome").textValue()).isEqualTo("alert");
    }

    @Test
    void isNotAskedForWhenADeviceHasAcknowledged() {
        NotificationId id = notified();
        surroundings.store().published(user, List.of(id.toString()));
        surroundings.store().acknowledged(user, 1);

        isDue(id);

        awaitEmail(id, "outcome", "cancelled");
        assertThat(why(id).at("/email/reason").textValue()).isEqualTo("acknowledged");
    }

    @Test
    void isAskedForWithoutDevicesWhereTheUserHasNothingButEmail() {
        CloudEvent letter = Events.inCategory(LETTERS, "Letter", user);
        emit(letter);
        await().atMost(Duration.ofSeconds(30)).until(() -> why(idOf(letter)).has("email"));

        isDue(idOf(letter));

        assertThat(value(requested(1).getFirst())).contains("Letter");
        awaitEmail(idOf(letter), "reason", "not_on_screens");
    }

    /** As after a crash between Kafka and PostgreSQL. */
    @Test
    void isAskedForAgainWithTheSameId() {
        NotificationId id = notified();
        surroundings.store().published(user, List.of(id.toString()));
        isDue(id);
        requested(1);
        awaitEmail(id, "outcome", "requested");

        isDue(id);

        List<ConsumerRecord<byte[], byte[]>> requests = requested(2);
        assertThat(header(requests.get(1), "ce_id")).isEqualTo(header(requests.get(0), "ce_id"));
    }

    @Test
    void waitsWithoutItsTopicAndHoldsUpNothingElse() throws Exception {
        NotificationId id = notified();
        surroundings.store().published(user, List.of(id.toString()));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", infrastructure.kafkaBootstrapServers()))) {
            admin.deleteTopics(List.of(Topic.EMAILS.topicName())).all().get();
            isDue(id);
            awaitEmail(id, "waitsFor", "kafka_away");

            CloudEvent other = Events.inCategory(INVOICES, "Meanwhile", user);
            emit(other);
            awaitInbox(2);
            assertThat(inbox.post("/notifications/" + idOf(other) + "/read").status())
                    .isEqualTo(204);
            assertThat(why(id).at("/email/waitsFor").textValue()).isEqualTo("kafka_away");

            admin.createTopics(List.of(new NewTopic(Topic.EMAILS.topicName(), Optional.of(4), Optional.empty())))
                    .all()
                    .get();
        }
        awaitEmail(id, "outcome", "requested");
        assertThat(requested(1)).hasSize(1);
    }

    private NotificationId notified() {
        CloudEvent event = Events.inCategory(INVOICES, "Shipped", user);
        emit(event);
        awaitInbox(1);
        return idOf(event);
    }

    private void isDue(NotificationId id) {
        new Database(pool, Duration.ofSeconds(10))
                .execute(
                        "UPDATE notification.email SET outcome = NULL, reason = NULL, due_at = now(), next_at = now()"
                                + " WHERE notification_id = $1",
                        Tuple.of(id.value()));
    }

    private JsonNode why(NotificationId id) {
        return inbox.get("/notifications/" + id + "/why").body();
    }

    private void awaitEmail(NotificationId id, String member, String text) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(why(id).path("email").path(member).textValue())
                                .isEqualTo(text));
    }

    private List<ConsumerRecord<byte[], byte[]>> requested(int count) {
        try (TopicReader reader = new TopicReader(infrastructure.kafkaBootstrapServers(), Topic.EMAILS.topicName())) {
            return reader.first(count, record -> key(record).equals(user));
        }
    }
}
