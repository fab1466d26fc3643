package io.heliograph.cli.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.client.event.EventCheck;
import io.heliograph.contracts.event.EventType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequiredGrantsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void areTheSourceOfANotificationAndNoChannel() {
        assertThat(grants(event(EventType.NOTIFICATION, "{\"recipients\":[\"42\"],\"title\":\"T\"}")))
                .isEqualTo(new RequiredGrants(List.of(), List.of("/shop")));
    }

    @Test
    void areTheChannelOfAPublication() {
        CloudEvent publication = CloudEventBuilder.v1(event("chat", "1"))
                .withExtension("channel", "room:1")
                .build();

        assertThat(grants(publication, publication)).isEqualTo(new RequiredGrants(List.of("room:1"), List.of("/shop")));
    }

    @Test
    void areTheChannelForEveryoneOfWhatIsForEveryone() {
        assertThat(grants(event(EventType.NOTIFICATION, "{\"audience\":{\"everyone\":true},\"title\":\"T\"}")))
                .isEqualTo(new RequiredGrants(List.of("broadcast:all"), List.of("/shop")));
    }

    @Test
    void areTheSourceOfWhatIsTakenBackAsWell() {
        String data = "{\"recipients\":[\"42\"],\"retracts\":{\"source\":\"/pay\",\"id\":\"1\"}}";

        assertThat(grants(event(EventType.NOTIFICATION_RETRACTED, data)))
                .isEqualTo(new RequiredGrants(List.of(), List.of("/pay", "/shop")));
    }

    private static RequiredGrants grants(CloudEvent... events) {
        return RequiredGrants.of(new EventCheck(InstantSource.fixed(NOW)).checkAll(List.of(events)));
    }

    private static CloudEvent event(String type, String data) {
        return CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/shop"))
                .withType(type)
                .withTime(NOW.atOffset(ZoneOffset.UTC))
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
