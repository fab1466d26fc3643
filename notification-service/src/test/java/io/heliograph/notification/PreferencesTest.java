package io.heliograph.notification;

import static io.heliograph.notification.TopicReader.key;
import static io.heliograph.notification.TopicReader.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.EventType;
import io.heliograph.notification.InboxClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users choose decides where notifications go, and that can be explained. */
@QuarkusTest
class PreferencesTest extends RunningService {
    @Test
    void areThoseOfTheCategoriesUntilAUserChooses() {
        Answer answer = inbox.get("/notifications/preferences");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasToString("""
                {"timeZone":"Z","categories":{},"effective":[{"category":"default","title":"Everything else","required":false,"digest":"off","channels":{"in-app":true}}]}""");
    }

    @Test
    void areAnsweredAsTheyWereChosenAndRefusedWithTheReason() {
        String chosen = """
                {"timeZone":"Europe/Berlin","quietHours":{"from":"22:00","to":"07:00"},"categories":{"default":{"push":false}}}""";

        assertThat(inbox.put("/notifications/preferences", chosen).status()).isEqualTo(200);
        Answer refused = inbox.put("/notifications/preferences", "{\"timeZone\":\"Mars/Olympus\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("code").textValue()).isEqualTo("schema_violation");
        assertThat(refused.body().path("detail").textValue()).contains("/timeZone");
        JsonNode kept = inbox.get("/notifications/preferences").body();
        assertThat(kept.path("timeZone").textValue()).isEqualTo("Europe/Berlin");
        assertThat(kept.path("quietHours").path("from").textValue()).isEqualTo("22:00");
    }

    @ParameterizedTest
    @ValueSource(ints = {16 * 1024, 8 * 1024 * 1024})
    void areRefusedWithAProblemWhenTheyAreTooLarge(int bytes) {
        Answer refused = inbox.put("/notifications/preferences", "{\"a\":\"" + "x".repeat(bytes) + "\"}");

        assertThat(refused.body().path("code").textValue()).isEqualTo("too_large");
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.contentType()).isEqualTo("application/problem+json");
    }

    @Test
    void keepWhatIsSwitchedOffFromTheInboxAndExplainIt() {
        inbox.put("/notifications/preferences", "{\"categories\":{\"default\":{\"in-app\":false}}}");
        CloudEvent off = Events.notification("Off", user).build();
        emit(off);
        awaitExplained(off);
        inbox.put("/notifications/preferences", "{}");
        CloudEvent on = Events.notification("On", user).build();
        emit(on);
        awaitInbox(1);

        assertThat(titles(inbox.get("/notifications"))).containsExactly("On");
        assertThat(inbox.get("/notifications").body().path("unread").intValue()).isEqualTo(1);
        JsonNode why = why(off).body();
        assertThat(why.path("event").path("id").textValue()).isEqualTo(off.getId());
        assertThat(why.path("policy").textValue()).isEqualTo("default");
        assertThat(why.at("/channels/in-app/outcome").textValue()).isEqualTo("suppress");
        assertThat(why.at("/channels/in-app/reasons").findValuesAsText("code")).contains("switched_off");
        assertThat(why(on).body().at("/channels/in-app/outcome").textValue()).isEqualTo("alert");
        try (TopicReader reader = publications()) {
            assertThat(reader.first(1, record -> key(record).equals("user:" + user)))
                    .singleElement()
                    .satisfies(record -> assertThat(value(record)).contains("\"alert\":true,\"title\":\"On\""));
        }
    }

    @Test
    void keepQuietHoursQuiet() {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        DateTimeFormatter clock = DateTimeFormatter.ofPattern("HH:mm");
        inbox.put(
                "/notifications/preferences",
                "{\"timeZone\":\"Z\",\"quietHours\":{\"from\":\"%s\",\"to\":\"%s\"}}"
                        .formatted(clock.format(now.minusHours(1)), clock.format(now.plusHours(1))));
        CloudEvent quiet = Events.notification("Quiet", user).build();
        CloudEvent urgent = Events.event(
                        EventType.NOTIFICATION,
                        "{\"recipients\":[\"" + user + "\"],\"title\":\"Urgent\",\"priority\":\"critical\"}")
                .build();
        emit(quiet);
        emit(urgent);
        awaitInbox(2);

        assertThat(why(quiet).body().at("/channels/in-app/outcome").textValue()).isEqualTo("inbox");
        assertThat(why(quiet).body().at("/channels/in-app/reasons").findValuesAsText("code"))
                .contains("quiet_hours");
        assertThat(why(urgent).body().at("/channels/in-app/outcome").textValue())
                .isEqualTo("alert");
    }

    @Test
    void explainWhatHadExpiredWhenItCame() {
        CloudEvent expired = Events.notification("Gone", user)
                .withExtension("expirytime", "2026-01-01T00:00:00Z")
                .build();
        emit(expired);
        awaitExplained(expired);

        assertThat(why(expired).body().at("/channels/in-app/reasons").findValuesAsText("code"))
                .containsExactly("expired");
        assertThat(items(inbox.get("/notifications"))).isEmpty();
    }

    @Test
    void explainNothingOfOthers() {
        CloudEvent event = Events.notification("Mine", user).build();
        emit(event);
        awaitInbox(1);
        try (InboxClient other = InboxClient.of(service, signer(), "other-" + UUID.randomUUID())) {
            assertThat(other.get("/notifications/" + idOf(event) + "/why").status())
                    .isEqualTo(404);
            assertThat(other.get("/notifications/nothing/why").status()).isEqualTo(404);
        }
    }

    private Answer why(CloudEvent event) {
        return inbox.get("/notifications/" + idOf(event) + "/why");
    }

    private void awaitExplained(CloudEvent event) {
        await().atMost(Duration.ofSeconds(30)).until(() -> why(event).status() == 200);
    }
}
