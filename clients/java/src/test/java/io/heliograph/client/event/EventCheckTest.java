package io.heliograph.client.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.protocol.ProblemCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventCheckTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final EventCheck check = new EventCheck(InstantSource.fixed(NOW));

    @Test
    void ordersNotificationsByTheirFirstRecipient() {
        OutgoingEvent event = only(notification("{\"recipients\":[\"ann\",\"bob\"],\"title\":\"T\"}"));

        assertThat(event.topic()).isEqualTo(Topic.NOTIFICATIONS);
        assertThat(event.key()).isEqualTo("ann");
    }

    @Test
    void ordersPublicationsByTheirChannel() {
        OutgoingEvent event = only(event("chat.message", "{}").withExtension("channel", "room:1"));

        assertThat(event.topic()).isEqualTo(Topic.PUBLICATIONS);
        assertThat(event.key()).isEqualTo("room:1");
    }

    @Test
    void ordersActivitiesByTheirFirstFeed() {
        OutgoingEvent event = only(
                event(
                        "io.heliograph.activity.v1",
                        "{\"actor\":{\"id\":\"bob\"},\"verb\":\"v\",\"object\":{\"type\":\"t\",\"id\":\"i\"},\"feeds\":[\"team-7\",\"x\"]}"));

        assertThat(event.topic()).isEqualTo(Topic.ACTIVITIES);
        assertThat(event.key()).isEqualTo("team-7");
    }

    @Test
    void ordersSignalsByTheirChannel() {
        OutgoingEvent event = only(event("score", "3")
                .withExtension("channel", "live:match")
                .withExtension("durability", "latest")
                .withExtension("statekey", "score"));

        assertThat(event.topic()).isEqualTo(Topic.SIGNALS);
        assertThat(event.key()).isEqualTo("live:match");
    }

    @Test
    void ordersNotificationsByThePartitionKeyIfThereIsOne() {
        OutgoingEvent event = only(
                notification("{\"recipients\":[\"ann\"],\"title\":\"T\"}").withExtension("partitionkey", "order-4711"));

        assertThat(event.key()).isEqualTo("order-4711");
    }

    @Test
    void keepsTheAttributesThatDoNotGoToScreens() {
        OutgoingEvent event = only(
                event("chat.message", "{}").withExtension("channel", "room:1").withExtension("receipt", "all"));

        assertThat(event.event().getExtension("receipt")).isEqualTo("all");
    }

    @Test
    void saysWhatIsWrongWithTheDataAndWhere() {
        refused(ProblemCode.SCHEMA_VIOLATION, "/title", notification("{\"recipients\":[\"ann\"],\"title\":\"\"}"));
        refused(ProblemCode.SCHEMA_VIOLATION, "", notification("{\"recipients\":[\"ann\"]}"));
        refused(ProblemCode.NOT_JSON, "", notification("{"));
    }

    @Test
    void refusesAPublicationThatNoStoreWouldTake() {
        refused(ProblemCode.MISSING_ATTRIBUTE, "/attributes/channel", event("chat.message", "{}"));
        refused(
                ProblemCode.UNKNOWN_KIND,
                "/attributes/channel",
                event("chat.message", "{}").withExtension("channel", "nowhere:1"));
        refused(
                ProblemCode.UNSUPPORTED_DURABILITY,
                "/attributes/channel",
                event("chat.message", "{}").withExtension("channel", "live:1"));
        refused(ProblemCode.NOT_JSON, "", event("chat.message", "{}}").withExtension("channel", "room:1"));
    }

    @Test
    void refusesANotificationWithoutTime() {
        CloudEventBuilder timeless =
                notification("{\"recipients\":[\"ann\"],\"title\":\"T\"}").withTime(null);

        refused(ProblemCode.MISSING_ATTRIBUTE, "/attributes/time", timeless);
    }

    @Test
    void namesWhichOfSeveralEventsItRefuses() {
        var good = notification("{\"recipients\":[\"ann\"],\"title\":\"T\"}").build();
        var bad = notification("{\"recipients\":[],\"title\":\"T\"}").build();

        assertThatExceptionOfType(EventRefusedException.class)
                .isThrownBy(() -> check.checkAll(List.of(good, bad)))
                .withMessageStartingWith("event 2: schema_violation /recipients: ");
    }

    private OutgoingEvent only(CloudEventBuilder event) {
        return check.checkAll(List.of(event.build())).getFirst();
    }

    private void refused(ProblemCode code, String pointer, CloudEventBuilder event) {
        assertThatExceptionOfType(EventRefusedException.class)
                .isThrownBy(() -> only(event))
                .satisfies(refusal -> {
                    assertThat(refusal.rejection().code()).isEqualTo(code);
                    assertThat(refusal.rejection().pointer()).isEqualTo(pointer);
                });
    }

    private static CloudEventBuilder notification(String data) {
        return event("io.heliograph.notification.v1", data);
    }

    private static CloudEventBuilder event(String type, String data) {
        return CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/test"))
                .withType(type)
                .withTime(NOW.atOffset(ZoneOffset.UTC))
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8));
    }
}
