package io.heliograph.notification;

import static io.heliograph.notification.SpecialCategories.OFFERS;
import static io.heliograph.notification.TopicReader.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.EventType;
import io.heliograph.notification.decision.postgres.AlertStore;
import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.preferences.AlertRate;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What comes too often is in the inbox and disturbs nobody, and that can be explained. */
@QuarkusTest
@TestProfile(SpecialCategories.class)
@WithTestResource(PushResource.class)
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class RateTest extends RunningService {
    private static final AlertRate RATE = new AlertRate(2, Duration.ofHours(1));

    @Inject
    Pool pool;

    @Test
    void alertsUpToTheRateAndKeepsTheRestInTheInbox() {
        CloudEvent first = offer("First");
        CloudEvent third = offer("Third");
        CloudEvent urgent = event(OFFERS, "Urgent", "high");
        CloudEvent other = event("weather", "Rain", "normal");
        emit(first);
        emit(offer("Second"));
        emit(third);
        emit(urgent);
        emit(other);
        awaitInbox(5);

        assertThat(why(first).at("/channels/in-app/outcome").textValue()).isEqualTo("alert");
        assertThat(why(third).at("/channels/in-app/outcome").textValue()).isEqualTo("inbox");
        assertThat(why(third).at("/channels/in-app/reasons").findValuesAsText("code"))
                .contains("rate_exceeded");
        assertThat(why(urgent).at("/channels/in-app/outcome").textValue()).isEqualTo("alert");
        assertThat(why(other).at("/channels/in-app/outcome").textValue())
                .as("another category has a rate of its own")
                .isEqualTo("alert");
        assertThat(published(5))
                .filteredOn(text -> text.contains("\"alert\":false"))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("Third"));
    }

    /** A repetition is decided again, and then its own alert is among those that are counted. */
    @Test
    void keepsToWhatWasDecidedWhenAnEventComesAgain() {
        CloudEvent first = offer("First");
        emit(first);
        emit(offer("Second"));

        emit(first);

        assertThat(published(3)).hasSize(3).allSatisfy(text -> assertThat(text).contains("\"alert\":true"));
    }

    @Test
    void forgetsAlertsThatAreOlderThanTheRateCounts() {
        emit(offer("First"));
        emit(offer("Second"));
        awaitInbox(2);
        Database database = new Database(pool, Duration.ofSeconds(10));
        AlertStore alerts = new AlertStore(database);
        assertThat(alerts.count(List.of(user, "nobody"), OFFERS, RATE)).isEqualTo(Map.of(user, 2));
        assertThat(alerts.count(List.of(user), "default", RATE)).isEmpty();

        database.execute(
                "UPDATE notification.inbox SET alerted_at = alerted_at - interval '1 hour' WHERE recipient = $1",
                Tuple.of(user));

        assertThat(alerts.count(List.of(user), OFFERS, RATE)).isEmpty();
        CloudEvent third = offer("Third");
        emit(third);
        awaitInbox(3);
        assertThat(why(third).at("/channels/in-app/outcome").textValue()).isEqualTo("alert");
    }

    private CloudEvent offer(String title) {
        return event(OFFERS, title, "normal");
    }

    private CloudEvent event(String category, String title, String priority) {
        return Events.event(
                        EventType.NOTIFICATION,
                        "{\"recipients\":[\"%s\"],\"title\":\"%s\",\"category\":\"%s\",\"priority\":\"%s\"}"
                                .formatted(user, title, category, priority))
                .build();
    }

    private JsonNode why(CloudEvent event) {
        return inbox.get("/notifications/" + idOf(event) + "/why").body();
    }

    private List<String> published(int count) {
        try (TopicReader reader = publications()) {
            return reader.first(count, record -> key(record).equals("user:" + user)).stream()
                    .map(TopicReader::value)
                    .toList();
        }
    }
}
