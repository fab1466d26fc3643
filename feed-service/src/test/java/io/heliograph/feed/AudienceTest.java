package io.heliograph.feed;

import static io.heliograph.feed.TopicReader.header;
import static io.heliograph.feed.TopicReader.key;
import static io.heliograph.feed.TopicReader.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Notifications for a feed's followers, on the topic that notification-service reads. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class AudienceTest extends RunningService {
    @Inject
    Sql sql;

    @Test
    void writesANotificationAgainForThoseWhoFollow() {
        List.of(ann, bob, carl).forEach(this::follow);
        follow("dora-" + unique, "team-" + unique + "-other");

        announce("moved", ",\"later\":[1.10,12345678901234567890.5]");

        ConsumerRecord<byte[], byte[]> made = made(1).getFirst();
        assertThat(key(made)).isEqualTo(feed);
        assertThat(header(made, "ce_id")).isEqualTo(unique + "moved");
        assertThat(header(made, "ce_source")).isEqualTo(SOURCE);
        assertThat(header(made, "ce_type")).isEqualTo(EventType.NOTIFICATION);
        assertThat(header(made, "ce_receipt")).isEqualTo("none");
        assertThat(value(made))
                .isEqualTo(
                        "{\"title\":\"Moved\",\"later\":[1.10,12345678901234567890.5],\"recipients\":[\"%s\",\"%s\",\"%s\"]}"
                                .formatted(ann, bob, carl));
    }

    @Test
    void writesItForManyInListsAndWhatTakesItBackBehindThem() {
        List<String> followers = followers(2_500);

        announce("moved", "");
        emit(
                Topic.NOTIFICATIONS,
                event(
                                EventType.NOTIFICATION_RETRACTED,
                                "withdrawn",
                                Instant.now(),
                                "{\"retracts\":{\"source\":\"%s\",\"id\":\"%smoved\"},\"audience\":{\"followers\":\"%s\"}}"
                                        .formatted(SOURCE, unique, feed))
                        .build());

        List<ConsumerRecord<byte[], byte[]>> made = made(4);
        assertThat(made.subList(0, 3))
                .allSatisfy(one -> assertThat(header(one, "ce_id")).isEqualTo(unique + "moved"))
                .extracting(one -> recipients(one).size())
                .containsExactly(1_000, 1_000, 500);
        assertThat(made.subList(0, 3).stream().flatMap(one -> recipients(one).stream()))
                .containsExactlyElementsOf(followers);
        ConsumerRecord<byte[], byte[]> retraction = made.getLast();
        assertThat(header(retraction, "ce_type")).isEqualTo(EventType.NOTIFICATION_RETRACTED);
        assertThat(retraction.partition()).isEqualTo(made.getFirst().partition());
        assertThat(value(retraction))
                .isEqualTo("{\"retracts\":{\"source\":\"%s\",\"id\":\"%smoved\"}}".formatted(SOURCE, unique));
    }

    @Test
    void leavesAloneWhatIsNotValidAndGoesOn() {
        follow(ann);

        announce("bad", ",\"title\":\"twice\"");
        announce("good", "");

        assertThat(made(1)).extracting(one -> header(one, "ce_id")).containsExactly(unique + "good");
    }

    private void announce(String event, String more) {
        emit(
                Topic.NOTIFICATIONS,
                event(
                                EventType.NOTIFICATION,
                                event,
                                Instant.now(),
                                "{\"title\":\"Moved\",\"audience\":{\"followers\":\"%s\"}%s}".formatted(feed, more))
                        .build());
    }

    /** What the service wrote for this test's feed, in its order. */
    private List<ConsumerRecord<byte[], byte[]>> made(int count) {
        try (var notifications =
                new TopicReader(infrastructure.kafkaBootstrapServers(), Topic.NOTIFICATIONS.topicName())) {
            return notifications.first(
                    count,
                    record -> key(record).equals(feed)
                            && header(record, "ce_receipt").equals("none"));
        }
    }

    /** @return in the order of their ids */
    private List<String> followers(int count) {
        sql.run("INSERT INTO feed.feed (id, followers) VALUES (?, " + count + ")", feed);
        sql.run(
                "INSERT INTO feed.follow (feed_id, user_id) SELECT ?, ? || to_char(n, 'FM0000') FROM generate_series(0, "
                        + (count - 1) + ") n",
                feed,
                unique);
        return IntStream.range(0, count)
                .mapToObj(n -> unique + "%04d".formatted(n))
                .toList();
    }

    private static List<String> recipients(ConsumerRecord<byte[], byte[]> record) {
        return StreamSupport.stream(json(value(record)).path("recipients").spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }
}
