package io.heliograph.notification;

import static io.heliograph.notification.TopicReader.header;
import static io.heliograph.notification.TopicReader.key;
import static io.heliograph.notification.TopicReader.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.heliograph.cli.platform.testing.Part;
import io.heliograph.contracts.event.Topic;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class UnreadTest extends RunningService {
    @Inject
    Pool pool;

    @Test
    void tellsHowManyAreUnreadAfterEachChange() {
        CloudEvent first = Events.notification("First", user).build();
        emit(first);
        emit(Events.notification("Second", user).build());
        emit(Events.notification("Third", user).build());
        ConsumerRecord<byte[], byte[]> three = told(3);

        inbox.post("/notifications/" + idOf(first) + "/read");
        ConsumerRecord<byte[], byte[]> two = told(2);
        inbox.post("/notifications/read-all");
        told(0);

        assertThat(header(three, "ce_type")).isEqualTo("io.heliograph.unread.v1");
        assertThat(header(three, "ce_source")).isEqualTo("/heliograph/notifications");
        assertThat(header(three, "ce_channel")).isEqualTo("user:" + user);
        assertThat(header(three, "ce_durability")).isEqualTo("latest");
        assertThat(header(three, "ce_statekey")).isEqualTo("unread");
        assertThat(header(two, "ce_id")).isNotEqualTo(header(three, "ce_id"));
    }

    @Test
    void tellsThatLessIsUnreadAfterARetraction() {
        CloudEvent wrong = Events.notification("Wrong", user).build();
        emit(wrong);
        emit(Events.notification("Right", user).build());
        told(2);

        emit(Events.retraction(wrong, user).build());

        told(1);
    }

    @Test
    void tellsThatLessIsUnreadWhenANotificationExpires() {
        CloudEvent passing = Events.notification("For a moment", user)
                .withExtension("expirytime", "2099-01-01T00:00:00Z")
                .build();
        emit(passing);
        emit(Events.notification("For ever", user).build());
        told(2);

        pool.preparedQuery("UPDATE notification.inbox SET expires_at = now() WHERE id = $1")
                .executeAndAwait(Tuple.of(idOf(passing).value()));

        told(1);

        assertThat(titles(inbox.get("/notifications"))).containsExactly("For ever");
    }

    @Test
    void tellsEachRecipient() {
        String other = "bob|" + user;

        emit(Events.notification("For both", user, other).build());

        told(1);
        told("user:" + other.replace("|", "%7C"), 1);
    }

    @Test
    void tellsOfWhatChangedWhileKafkaWasAway() {
        emit(Events.notification("Read meanwhile", user).build());
        told(1);

        infrastructure.server(Part.KAFKA).kill();
        inbox.post("/notifications/read-all");
        infrastructure.startAgain(Part.KAFKA);

        told(0);
    }

    private ConsumerRecord<byte[], byte[]> told(int unread) {
        return told("user:" + user, unread);
    }

    private ConsumerRecord<byte[], byte[]> told(String channel, int unread) {
        try (TopicReader reader = new TopicReader(infrastructure.kafkaBootstrapServers(), Topic.SIGNALS.topicName())) {
            return reader.first(
                            1,
                            record ->
                                    key(record).equals(channel) && value(record).equals("{\"unread\":" + unread + '}'))
                    .getLast();
        }
    }
}
