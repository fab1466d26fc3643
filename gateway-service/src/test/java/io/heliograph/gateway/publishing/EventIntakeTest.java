package io.heliograph.gateway.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelPattern;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.gateway.authentication.ChannelAccess;
import io.heliograph.gateway.authentication.Grants;
import io.heliograph.gateway.authentication.Principal;
import io.heliograph.gateway.publishing.EventIntake.Decision;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventIntakeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String NOTIFICATION = "{\"recipients\":[\"42\",\"43\"],\"title\":\"On its way\"}";
    private static final Principal SHOP = new Principal(
            "shop",
            new Grants(
                    List.of(), List.of(new ChannelPattern("room:*"), new ChannelPattern("live:*")), List.of("/shop/*")),
            NOW);

    private final EventIntake intake =
            new EventIntake(new ChannelAccess(ChannelKinds.defaults()), ChannelKinds.defaults(), new EventSchemas());

    @Test
    void writesANotificationUnderItsFirstRecipient() {
        CloudEvent event = event(EventType.NOTIFICATION, NOTIFICATION).build();

        assertThat(intake.decide(event, SHOP, NOW)).isEqualTo(new Decision.Write(Topic.NOTIFICATIONS, "42", event));
    }

    @Test
    void writesANotificationUnderItsPartitionKeyWhenItHasOne() {
        CloudEvent event = event(EventType.NOTIFICATION, NOTIFICATION)
                .withExtension("partitionkey", "order-4711")
                .build();

        assertThat(intake.decide(event, SHOP, NOW))
                .isEqualTo(new Decision.Write(Topic.NOTIFICATIONS, "order-4711", event));
    }

    @Test
    void writesAPublicationUnderItsChannel() {
        CloudEvent event =
                event("chat", "{}").withExtension("channel", "room:lobby").build();

        assertThat(intake.decide(event, SHOP, NOW))
                .isEqualTo(new Decision.Write(Topic.PUBLICATIONS, "room:lobby", event));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            chat                                     | room:lobby | {}                | /pay/1  | forbidden              | /attributes/source
            chat                                     | user:42    | {}                | /shop/1 | forbidden              | /attributes/channel
            chat                                     | lobby      | {}                | /shop/1 | invalid_channel        | /attributes/channel
            chat                                     | nokind:1   | {}                | /shop/1 | unknown_kind           | /attributes/channel
            chat                                     | live:1     | {}                | /shop/1 | unsupported_durability | /attributes/channel
            chat                                     | room:lobby | {                 | /shop/1 | not_json               | ''
            chat                                     |            | {}                | /shop/1 | unknown_type           | /attributes/type
            io.heliograph.connection.closed.v1       | room:lobby | {}                | /shop/1 | unknown_type           | /attributes/type
            io.heliograph.anything                   | room:lobby | {}                | /shop/1 | unknown_type           | /attributes/type
            io.heliograph.notification.v1            |            | {                 | /shop/1 | not_json               | ''
            io.heliograph.notification.v1            |            | {"recipients":[]} | /shop/1 | schema_violation       |
            io.heliograph.notification.retracted.v1  |            | {}                | /shop/1 | schema_violation       |
            """)
    void refusesWhatCannotBeWritten(
            String type, @Nullable String channel, String data, String source, String code, @Nullable String pointer) {
        CloudEventBuilder event = event(type, data).withSource(URI.create(source));
        if (channel != null) {
            event.withExtension("channel", channel);
        }

        var refused = (Decision.Refuse) intake.decide(event.build(), SHOP, NOW);

        assertThat(refused.rejection().code().wireName()).isEqualTo(code);
        if (pointer != null) {
            assertThat(refused.rejection().pointer()).isEqualTo(pointer);
        }
    }

    @Test
    void refusesANotificationWithoutATimeOrFromTheFuture() {
        CloudEvent timeless = CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/shop/orders"))
                .withType(EventType.NOTIFICATION)
                .withData("application/json", NOTIFICATION.getBytes(StandardCharsets.UTF_8))
                .build();
        CloudEvent future = event(EventType.NOTIFICATION, NOTIFICATION)
                .withTime(NOW.plusSeconds(301).atOffset(ZoneOffset.UTC))
                .build();

        assertThat(code(timeless)).isEqualTo(ProblemCode.MISSING_ATTRIBUTE);
        assertThat(code(future)).isEqualTo(ProblemCode.FUTURE_TIME);
    }

    @ParameterizedTest
    @CsvSource({"expirytime,tomorrow", "priority,urgent", "collapsekey,''"})
    void refusesANotificationWithAnAttributeThatCannotBeRead(String name, String value) {
        CloudEvent event = event(EventType.NOTIFICATION, NOTIFICATION)
                .withExtension(name, value)
                .build();

        var refused = (Decision.Refuse) intake.decide(event, SHOP, NOW);

        assertThat(refused.rejection().code()).isEqualTo(ProblemCode.INVALID_ATTRIBUTE);
        assertThat(refused.rejection().pointer()).isEqualTo("/attributes/" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {EventType.NOTIFICATION, EventType.NOTIFICATION_RETRACTED})
    void writesForEveryoneOnlyWithAGrantForTheirChannel(String type) {
        CloudEvent event = event(
                        type,
                        type.equals(EventType.NOTIFICATION)
                                ? "{\"audience\":{\"everyone\":true},\"title\":\"t\"}"
                                : "{\"audience\":{\"everyone\":true},\"retracts\":{\"source\":\"/shop/a\",\"id\":\"1\"}}")
                .build();

        var refused = (Decision.Refuse) intake.decide(event, SHOP, NOW);
        assertThat(refused.rejection().code()).isEqualTo(ProblemCode.FORBIDDEN);
        assertThat(refused.rejection().pointer()).isEqualTo("/audience/everyone");
        assertThat(intake.decide(event, publisherTo("broadcast:all"), NOW))
                .isEqualTo(new Decision.Write(Topic.NOTIFICATIONS, "everyone", event));
        assertThat(intake.decide(event, publisherTo("broadcast:news"), NOW)).isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void writesForAFeedsFollowersWithoutAGrantOfAChannel() {
        CloudEvent event = event(EventType.NOTIFICATION, "{\"audience\":{\"followers\":\"team-7\"},\"title\":\"t\"}")
                .build();

        assertThat(intake.decide(event, SHOP, NOW)).isEqualTo(new Decision.Write(Topic.NOTIFICATIONS, "team-7", event));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            io.heliograph.notification.retracted.v1 | {"recipients":["42"],"retracts":{"source":"/pay/1","id":"1"}} | /retracts/source
            io.heliograph.activity.retracted.v1     | {"feeds":["team-7"],"retracts":{"source":"/pay/1","id":"1"}} | /retracts/source
            io.heliograph.activity.updated.v1       | {"feeds":["team-7"],"updates":{"source":"/pay/1","id":"1"},"actor":{"id":"bob"},"verb":"edited","object":{"type":"document","id":"plan"}} | /updates/source
            """)
    void changesNothingOfASourceThatIsNotGranted(String type, String data, String pointer) {
        var refused = (Decision.Refuse) intake.decide(event(type, data).build(), SHOP, NOW);

        assertThat(refused.rejection().code()).isEqualTo(ProblemCode.FORBIDDEN);
        assertThat(refused.rejection().pointer()).isEqualTo(pointer);
        CloudEvent ofItsOwn = event(type, data.replace("/pay/1", "/shop/a")).build();
        assertThat(intake.decide(ofItsOwn, SHOP, NOW)).isInstanceOf(Decision.Write.class);
    }

    @Test
    void refusesANotificationThatIsTooLarge() {
        String data = "{\"recipients\":[\"42\"],\"title\":\"t\",\"data\":{\"a\":\"" + "x".repeat(256 * 1024) + "\"}}";

        assertThat(code(event(EventType.NOTIFICATION, data).build())).isEqualTo(ProblemCode.TOO_LARGE);
    }

    private ProblemCode code(CloudEvent event) {
        return ((Decision.Refuse) intake.decide(event, SHOP, NOW)).rejection().code();
    }

    private static Principal publisherTo(String channel) {
        return new Principal(
                "shop", new Grants(List.of(), List.of(new ChannelPattern(channel)), List.of("/shop/*")), NOW);
    }

    private static CloudEventBuilder event(String type, String data) {
        return CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/shop/orders"))
                .withType(type)
                .withTime(NOW.atOffset(ZoneOffset.UTC))
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8));
    }
}
