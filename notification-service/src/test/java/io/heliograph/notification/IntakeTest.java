package io.heliograph.notification;

import static io.heliograph.notification.TopicReader.header;
import static io.heliograph.notification.TopicReader.key;
import static io.heliograph.notification.TopicReader.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.provider.EventFormatProvider;
import io.heliograph.cli.platform.testing.Part;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IntakeTest extends RunningService {
    @Test
    void tellsProducersWhatBecameOfTheirEvents() {
        CloudEvent accepted = Events.notification("On its way", user)
                .withExtension("receipt", "all")
                .build();
        CloudEvent rejected = Events.event(EventType.NOTIFICATION, "{\"recipients\":[],\"title\":\"For nobody\"}")
                .build();
        emit(accepted);
        emit(rejected);

        try (TopicReader receipts =
                new TopicReader(infrastructure.kafkaBootstrapServers(), Topic.RECEIPTS.topicName())) {
            assertThat(receipts.first(1, record -> value(record).contains(accepted.getId())))
                    .singleElement()
                    .satisfies(receipt ->
                            assertThat(header(receipt, "ce_type")).isEqualTo("io.heliograph.receipt.accepted.v1"));
            assertThat(receipts.first(1, record -> value(record).contains(rejected.getId())))
                    .singleElement()
                    .satisfies(receipt -> assertThat(value(receipt))
                            .contains("\"code\":\"schema_violation\"", "\"pointer\":\"/recipients\""));
        }
    }

    @Test
    void anEventBecomesARowAndAPublication() {
        CloudEvent event = Events.notification("On its way", Instant.parse("2026-01-01T12:00:00Z"), user, "bob|1")
                .withExtension("expirytime", "2099-01-01T00:00:00Z")
                .withExtension("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .build();

        emit(event);

        ConsumerRecord<byte[], byte[]> publication = publicationsOf(user, 1).getFirst();
        assertThat(header(publication, "ce_id")).isEqualTo(idOf(event).toString());
        assertThat(header(publication, "ce_source")).isEqualTo("/heliograph/notifications");
        assertThat(header(publication, "ce_type")).isEqualTo("notification");
        assertThat(header(publication, "ce_channel")).isEqualTo("user:" + user);
        assertThat(header(publication, "ce_time")).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(header(publication, "ce_expirytime")).isEqualTo("2099-01-01T00:00:00Z");
        assertThat(header(publication, "ce_traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c");
        assertThat(publication.partition())
                .as("the partition that murmur2 of the channel says")
                .isEqualTo(Utils.toPositive(Utils.murmur2(publication.key())) % 8);
        assertThat(value(publication))
                .isEqualTo("{\"id\":\"" + idOf(event)
                        + "\",\"alert\":true,\"title\":\"On its way\",\"category\":\"orders\","
                        + "\"priority\":\"normal\",\"createdAt\":\"2026-01-01T12:00:00Z\","
                        + "\"expiresAt\":\"2099-01-01T00:00:00Z\","
                        + "\"event\":{\"source\":\"/shop/orders\",\"id\":\"" + event.getId() + "\"}}");
        assertThat(publicationsOf("bob%7C1", 1)).hasSize(1);
        assertThat(items(inbox.get("/notifications"))).singleElement().satisfies(item -> {
            assertThat(item.path("id").textValue()).isEqualTo(idOf(event).toString());
            assertThat(item.path("read").booleanValue()).isFalse();
        });
    }

    @Test
    void anEventInStructuredModeIsTakenAlike() {
        CloudEvent event = Events.notification("Structured", user).build();
        ProducerRecord<byte[], byte[]> structured = Events.raw(
                user,
                EventFormatProvider.getInstance()
                        .resolveFormat("application/cloudevents+json")
                        .serialize(event));
        structured.headers().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));

        emit(structured);

        awaitInbox(1);
        assertThat(header(publicationsOf(user, 1).getFirst(), "ce_id"))
                .isEqualTo(idOf(event).toString());
    }

    @Test
    void anEventSentAgainIsOneRowAndThePublicationHasTheSameId() {
        CloudEvent event = Events.notification("Once", user).build();

        emit(event);
        emit(event);

        assertThat(publicationsOf(user, 2))
                .extracting(record -> header(record, "ce_id"))
                .containsExactly(idOf(event).toString(), idOf(event).toString());
        assertThat(titles(inbox.get("/notifications"))).containsExactly("Once");
    }

    @Test
    void aPoisonRecordIsSetAsideAndItsNeighboursArriveInOrder() {
        CloudEvent poison = Events.event(EventType.NOTIFICATION, "{\"recipients\":[\"" + user + "\"]}")
                .build();
        emit(Events.notification("Before", user).build());
        emit(poison);
        emit(Events.raw(user, new byte[] {(byte) 0xff, 0}));
        emit(Events.notification("After", user).build());

        assertThat(publicationsOf(user, 2))
                .extracting(record -> value(record).replaceAll(".*\"title\":\"([^\"]*)\".*", "$1"))
                .containsExactly("Before", "After");
        try (TopicReader reader = deadLetters()) {
            List<ConsumerRecord<byte[], byte[]>> letters =
                    reader.first(2, record -> key(record).equals(user));
            ConsumerRecord<byte[], byte[]> invalid = letters.getFirst();
            assertThat(value(invalid)).isEqualTo("{\"recipients\":[\"" + user + "\"]}");
            assertThat(header(invalid, "ce_id")).isEqualTo(poison.getId());
            assertThat(header(invalid, "heliograph-error-code")).isEqualTo("schema_violation");
            assertThat(header(invalid, "heliograph-hint")).contains("title");
            assertThat(header(invalid, "dead-letter-topic")).isEqualTo("heliograph.notifications");
            ConsumerRecord<byte[], byte[]> garbage = letters.getLast();
            assertThat(garbage.value()).containsExactly(0xff, 0);
            assertThat(header(garbage, "heliograph-error-code")).isEqualTo("missing_attribute");
        }
        assertThat(get(metrics)).contains("heliograph_dead_letters_total{reason=\"schema_violation\"");
    }

    @Test
    void aRecordTooLargeForTheDeadLettersDoesNotStopThoseBehindIt() {
        ProducerRecord<byte[], byte[]> largest = Events.raw(user, new byte[1_048_450]);
        emit(largest);
        emit(Events.notification("Behind", user).build());

        awaitInbox(1);
        try (TopicReader reader = deadLetters()) {
            ConsumerRecord<byte[], byte[]> letter = reader.first(
                            1, record -> record.key() == null && record.value() == null)
                    .getFirst();
            assertThat(header(letter, "heliograph-error-code")).isEqualTo("missing_attribute");
            assertThat(header(letter, "dead-letter-offset")).isNotEmpty();
        }
    }

    @Test
    void aRetractionEmptiesTheInboxAndTellsTheScreens() {
        CloudEvent event = Events.notification("Wrong", user).build();
        emit(event);
        awaitInbox(1);

        emit(Events.retraction(event, user).build());

        awaitInbox(0);
        ConsumerRecord<byte[], byte[]> publication = publicationsOf(user, 2).getLast();
        assertThat(header(publication, "ce_type")).isEqualTo("notification.retracted");
        assertThat(value(publication)).isEqualTo("{\"ids\":[\"" + idOf(event) + "\"]}");
        assertThat(inbox.post("/notifications/" + idOf(event) + "/read").status())
                .isEqualTo(404);
    }

    @Test
    void aRetractionThatNamesNobodyReachesAllWhoHaveIt() {
        CloudEvent event = Events.notification("Wrong", user, "bob-" + user).build();
        CloudEvent other = Events.notification("Right", user).build();
        emit(event);
        emit(other);
        awaitInbox(2);

        emit(Events.event(
                        EventType.NOTIFICATION_RETRACTED,
                        "{\"retracts\":{\"source\":\"" + Events.SOURCE + "\",\"id\":\"" + event.getId() + "\"}}")
                .build());

        awaitInbox(1);
        assertThat(titles(inbox.get("/notifications"))).containsExactly("Right");
        assertThat(value(publicationsOf(user, 3).getLast())).isEqualTo("{\"ids\":[\"" + idOf(event) + "\"]}");
        assertThat(publicationsOf("bob-" + user, 2))
                .extracting(record -> header(record, "ce_type"))
                .containsExactly("notification", "notification.retracted");
    }

    @Test
    void whatIsForEveryoneIsShownAndTakenBackAndInNoInbox() {
        CloudEvent event = Events.event(
                        EventType.NOTIFICATION, "{\"audience\":{\"everyone\":true},\"title\":\"" + user + "\"}")
                .withExtension("expirytime", "2099-01-01T00:00:00Z")
                .build();

        emit(event);
        emit(Events.event(
                        EventType.NOTIFICATION_RETRACTED,
                        "{\"retracts\":{\"source\":\"" + Events.SOURCE + "\",\"id\":\"" + event.getId()
                                + "\"},\"audience\":{\"everyone\":true}}")
                .build());

        List<ConsumerRecord<byte[], byte[]>> told;
        try (TopicReader reader = publications()) {
            told = reader.first(2, record -> key(record).equals("broadcast:all"));
        }
        assertThat(told)
                .extracting(record -> header(record, "ce_type"))
                .containsExactly("notification", "notification.retracted");
        String id = header(told.getFirst(), "ce_id");
        assertThat(header(told.getFirst(), "ce_expirytime")).isEqualTo("2099-01-01T00:00:00Z");
        assertThat(value(told.getFirst()))
                .startsWith("{\"id\":\"" + id + "\",\"alert\":true,\"title\":\"" + user + "\"");
        assertThat(value(told.getLast())).isEqualTo("{\"ids\":[\"" + id + "\"]}");
        assertThat(items(inbox.get("/notifications"))).isEmpty();
    }

    @Test
    void nothingIsLostAndNothingSetAsideWhilePostgresIsAway() {
        emit(Events.notification("First", user).build());
        awaitInbox(1);

        infrastructure.server(Part.POSTGRES).close();
        emit(Events.notification("Second", user).build());
        emit(Events.notification("Third", user).build());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get(readiness))
                        .contains("\"status\": \"UP\"")
                        .contains("\"postgres\": \"away\"")
                        .contains("\"intake\": \"waiting\""));
        InboxClient.Answer answer = inbox.get("/notifications");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().path("code").textValue()).isEqualTo("unavailable");
        infrastructure.startAgain(Part.POSTGRES);

        awaitInbox(3);
        assertThat(publicationsOf(user, 3))
                .extracting(record -> value(record).replaceAll(".*\"title\":\"([^\"]*)\".*", "$1"))
                .containsExactly("First", "Second", "Third");
        assertThat(titles(inbox.get("/notifications"))).containsExactly("Third", "Second", "First");
    }

    @Test
    void goesOnAfterKafkaWasKilledAndTellsWhatWasReadMeanwhileOnceThatIsRepeated() {
        CloudEvent one = Events.notification("One", user).build();
        CloudEvent other = Events.notification("Other", user).build();
        emit(one);
        emit(other);
        awaitInbox(2);

        infrastructure.server(Part.KAFKA).kill();
        InboxClient.Answer refused = inbox.post("/notifications/" + idOf(one) + "/read");
        InboxClient.Answer allRefused = inbox.post("/notifications/read-all");
        InboxClient.Answer unread = inbox.get("/notifications");
        infrastructure.startAgain(Part.KAFKA);
        emit(Events.notification("After", user).build());

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body().path("code").textValue()).isEqualTo("unavailable");
        assertThat(allRefused.status()).isEqualTo(503);
        assertThat(unread.body().path("unread").intValue()).isZero();
        awaitInbox(3);
        assertThat(inbox.post("/notifications/read-all").status()).isEqualTo(204);
        try (TopicReader reader = publications()) {
            reader.first(
                    1,
                    record -> header(record, "ce_type").equals("notification.read")
                            && value(record).contains(idOf(one).toString())
                            && value(record).contains(idOf(other).toString()));
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> publicationsOf(String id, int count) {
        try (TopicReader reader = publications()) {
            return reader.first(count, record -> key(record).equals("user:" + id));
        }
    }

    private static String get(URI address) {
        try (InputStream body = address.toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
