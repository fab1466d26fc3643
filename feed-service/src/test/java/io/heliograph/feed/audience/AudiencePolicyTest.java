package io.heliograph.feed.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.protocol.ProtocolLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudiencePolicyTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String SMALL = "{\"title\":\"t\",\"audience\":{\"followers\":\"team-7\"}}";

    private final AudiencePolicy policy = new AudiencePolicy(new EventSchemas());

    @Nested
    class ANotification {
        @Test
        void isTheSameEventForEachListOfFollowers() {
            CloudEvent event = CloudEventBuilder.v1(event(EventType.NOTIFICATION, SMALL))
                    .withExtension("receipt", "all")
                    .withExtension("expirytime", "2026-01-02T00:00:00Z")
                    .withExtension("collapsekey", "plan")
                    .build();

            CloudEvent made = toFollowers(event, List.of("ann", "auth0|42")).getFirst();

            assertThat(made.getId()).isEqualTo(event.getId());
            assertThat(made.getSource()).isEqualTo(event.getSource());
            assertThat(made.getTime()).isEqualTo(event.getTime());
            assertThat(made.getExtension("expirytime")).isEqualTo("2026-01-02T00:00:00Z");
            assertThat(made.getExtension("collapsekey")).isEqualTo("plan");
            assertThat(made.getExtension("receipt")).isEqualTo("none");
            assertThat(text(made)).isEqualTo("{\"title\":\"t\",\"recipients\":[\"ann\",\"auth0|42\"]}");
        }

        @Test
        void keepsWhatIsNotKnownDigitForDigit() {
            CloudEvent event = event(
                    EventType.NOTIFICATION,
                    "{\"later\":{\"n\":[1.10,1E+2,12345678901234567890.5]},\"title\":\"Zoë\",\"audience\":{\"followers\":\"team-7\"},"
                            + "\"data\":{\"price\":0.100}}");

            assertThat(text(toFollowers(event, List.of("ann")).getFirst()))
                    .isEqualTo("{\"later\":{\"n\":[1.10,1E+2,12345678901234567890.5]},\"title\":\"Zoë\","
                            + "\"data\":{\"price\":0.100},\"recipients\":[\"ann\"]}");
        }

        @Test
        void isForTheFollowersOfItsFeed() {
            assertThat(policy.read(event(EventType.NOTIFICATION, SMALL), NOON))
                    .asInstanceOf(type(Addressed.ToFollowers.class))
                    .extracting(Addressed.ToFollowers::feed)
                    .isEqualTo("team-7");
        }

        @Test
        void isSeveralWhenNotAllNamesFitBesideTheRest() {
            String body = "x".repeat(8_000);
            CloudEvent event = event(
                    EventType.NOTIFICATION,
                    "{\"title\":\"t\",\"audience\":{\"followers\":\"team-7\"},\"body\":\"" + body + "\"}");
            List<String> followers = IntStream.range(0, 1_000)
                    .mapToObj(i -> "\"ü%04d".formatted(i) + "x".repeat(100))
                    .toList();

            List<CloudEvent> made = toFollowers(event, followers);

            assertThat(made)
                    .hasSize(2)
                    .allSatisfy(
                            one -> assertThat(bytes(one).length).isLessThanOrEqualTo(ProtocolLimits.MAX_DATA_BYTES));
            assertThat(made.stream().flatMap(one -> recipients(one).stream())).isEqualTo(followers);
        }

        @Test
        void isForAFewAtATimeWhenItIsAsLargeAsItMayBe() {
            List<String> followers =
                    IntStream.range(10, 40).mapToObj(i -> i + "a".repeat(118)).toList();

            List<CloudEvent> made = toFollowers(event(EventType.NOTIFICATION, sized(64_512)), followers);

            assertThat(made)
                    .hasSizeBetween(4, 5)
                    .allSatisfy(
                            one -> assertThat(bytes(one).length).isLessThanOrEqualTo(ProtocolLimits.MAX_DATA_BYTES));
            assertThat(made.stream().flatMap(one -> recipients(one).stream())).isEqualTo(followers);
        }

        @Test
        void isLeftAloneWhenItLeavesNoRoomForRecipients() {
            assertThat(policy.read(event(EventType.NOTIFICATION, sized(64_513)), NOON))
                    .isInstanceOf(Addressed.Elsewhere.class);
        }

        private static String sized(int bytes) {
            String frame = "{\"title\":\"t\",\"audience\":{\"followers\":\"team-7\"},\"data\":{\"d\":[%s]}}";
            int left = bytes - frame.length() + 2;
            return frame.formatted("1,".repeat((left - 1) / 2) + (left % 2 == 0 ? "11" : "1"));
        }

        @Test
        void isNothingForNobody() {
            assertThat(toFollowers(event(EventType.NOTIFICATION, SMALL), List.of()))
                    .isEmpty();
        }

        @Test
        void hasNoMoreRecipientsThanOneMayHave() {
            List<String> tooMany =
                    IntStream.rangeClosed(0, 1_000).mapToObj(Integer::toString).toList();

            assertThatThrownBy(() -> toFollowers(event(EventType.NOTIFICATION, SMALL), tooMany))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1001");
        }
    }

    @Test
    void takesBackFromAllWhoHaveIt() {
        CloudEvent event = event(
                EventType.NOTIFICATION_RETRACTED,
                "{\"retracts\":{\"source\":\"/shop\",\"id\":\"1\"},\"audience\":{\"followers\":\"team-7\"}}");

        assertThat(policy.read(event, NOON))
                .asInstanceOf(type(Addressed.TakenBack.class))
                .satisfies(taken -> {
                    assertThat(taken.feed()).isEqualTo("team-7");
                    assertThat(taken.event().getId()).isEqualTo(event.getId());
                    assertThat(text(taken.event())).isEqualTo("{\"retracts\":{\"source\":\"/shop\",\"id\":\"1\"}}");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"title\":\"t\",\"recipients\":[\"ann\"]}",
                "{\"title\":\"t\",\"audience\":{\"everyone\":true}}",
                "{\"title\":\"\",\"audience\":{\"followers\":\"team-7\"}}",
                "{\"title\":\"t\",\"audience\":{\"followers\":\"team 7\"}}",
                "{\"title\":\"t\",\"audience\":{\"followers\":\"team-7\"},\"recipients\":[\"ann\"]}",
                "{\"title\":\"\\ud83d\",\"audience\":{\"followers\":\"team-7\"}}",
                "{\"title\":\"t\",\"audience\":",
                "[]",
                "audience"
            })
    void leavesAloneWhatIsForOthersOrNotValid(String data) {
        assertThat(policy.read(event(EventType.NOTIFICATION, data), NOON)).isInstanceOf(Addressed.Elsewhere.class);
    }

    @Test
    void leavesAloneWhatHasAttributesThatNoNotificationMayHave() {
        assertThat(policy.read(event(EventType.NOTIFICATION, SMALL), NOON.minusSeconds(301)))
                .isInstanceOf(Addressed.Elsewhere.class);
        assertThat(policy.read(event(EventType.ACTIVITY, SMALL), NOON)).isInstanceOf(Addressed.Elsewhere.class);
    }

    private List<CloudEvent> toFollowers(CloudEvent event, List<String> followers) {
        return assertThat(policy.read(event, NOON))
                .asInstanceOf(type(Addressed.ToFollowers.class))
                .actual()
                .notification()
                .to(followers);
    }

    private static CloudEvent event(String type, String data) {
        return CloudEventBuilder.v1()
                .withId("plan:moved")
                .withSource(URI.create("/documents"))
                .withType(type)
                .withTime(NOON.atOffset(ZoneOffset.UTC))
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static List<String> recipients(CloudEvent event) {
        try {
            JsonNode data = new JsonMapper().readTree(bytes(event));
            return StreamSupport.stream(data.path("recipients").spliterator(), false)
                    .map(JsonNode::textValue)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(CloudEvent event) {
        return new String(bytes(event), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("NullAway") // what was made has data
    private static byte[] bytes(CloudEvent event) {
        return event.getData().toBytes();
    }
}
