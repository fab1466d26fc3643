package io.heliograph.notification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.notification.inbox.EventReference;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.Retraction;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IntakePolicyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String SMALLEST = "{\"recipients\":[\"ann\"],\"title\":\"On its way\"}";

    private static final IntakePolicy POLICY = new IntakePolicy();

    @Nested
    class ANotification {
        @Test
        void isDeliveredToItsRecipients() {
            Notification notification = delivered("{\"recipients\":[\"ann\",\"auth0|42\"],\"title\":\"On its way\"}");

            assertThat(notification.event()).isEqualTo(new EventReference("/shop/orders", "order-4711:shipped"));
            assertThat(notification.recipients()).containsExactly("ann", "auth0|42");
            assertThat(notification.createdAt()).isEqualTo(NOW);
            assertThat(notification.expiresAt()).isNull();
            assertThat(notification.collapseKey()).isNull();
            assertThat(notification.traceparent()).isNull();
            assertThat(notification.priority()).isEqualTo(Priority.NORMAL);
        }

        @Test
        void showsScreensWhatIsForThemAndNobodyElsesName() {
            Notification notification = delivered("""
                    {"recipients":["ann","bob"],"title":"On its way","body":"b","url":"/orders/4711","icon":"/i.png","category":"orders",
                     "priority":"high","group":"order-4711","actor":{"id":"w"},"actions":[{"id":"track","label":"Track"}],
                     "locale":"en","i18n":{"key":"k"},"count":2,"data":{"price":1.10,"big":12345678901234567890.5},"unknown":1}""");

            assertThat(notification.form().shared().text())
                    .isEqualTo("{\"title\":\"On its way\",\"body\":\"b\",\"url\":\"/orders/4711\",\"icon\":\"/i.png\","
                            + "\"category\":\"orders\",\"priority\":\"high\",\"group\":\"order-4711\",\"actor\":{\"id\":\"w\"},"
                            + "\"actions\":[{\"id\":\"track\",\"label\":\"Track\"}],\"locale\":\"en\",\"i18n\":{\"key\":\"k\"},"
                            + "\"count\":2,\"data\":{\"price\":1.10,\"big\":12345678901234567890.5},"
                            + "\"createdAt\":\"2026-01-01T12:00:00Z\","
                            + "\"event\":{\"source\":\"/shop/orders\",\"id\":\"order-4711:shipped\"}}");
        }

        @Test
        void showsItsPriorityEvenWhenTheProducerLeftItOut() {
            assertThat(delivered(SMALLEST).form().shared().text()).contains("\"priority\":\"normal\"");
        }

        @Test
        void passesOnWhatTheProducerSaidAboutDelivery() {
            Notification notification = delivered(event(
                    SMALLEST,
                    builder -> builder.withExtension("expirytime", "2026-01-02T00:00:00+01:00")
                            .withExtension("collapsekey", "order-4711")
                            .withExtension("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")));

            assertThat(notification.expiresAt()).isEqualTo(Instant.parse("2026-01-01T23:00:00Z"));
            assertThat(notification.form().shared().text()).contains("\"expiresAt\":\"2026-01-01T23:00:00Z\"");
            assertThat(notification.collapseKey()).isEqualTo("order-4711");
            assertThat(notification.traceparent()).isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        }

        @Test
        void isNotCollapsedBecauseItBelongsToAGroup() {
            assertThat(delivered("{\"recipients\":[\"ann\"],\"title\":\"t\",\"group\":\"g\"}")
                            .collapseKey())
                    .isNull();
        }

        @ParameterizedTest
        @CsvSource({"low,LOW", "normal,NORMAL", "high,HIGH", "critical,HIGH"})
        void isAsUrgentOnItsWayAsItsPrioritySays(String priority, Priority expected) {
            assertThat(delivered("{\"recipients\":[\"ann\"],\"title\":\"t\",\"priority\":\"" + priority + "\"}")
                            .priority())
                    .isEqualTo(expected);
        }

        @Test
        void takesThePriorityOfTheEventWhenItsDataNamesNone() {
            assertThat(delivered(event(SMALLEST, builder -> builder.withExtension("priority", "high")))
                            .priority())
                    .isEqualTo(Priority.HIGH);
        }

        @Test
        void keepsTheMicrosecondsThatTheInboxKeeps() {
            Instant time = Instant.parse("2026-01-01T11:00:00.123456789Z");

            assertThat(delivered(event(SMALLEST, builder -> builder.withTime(time.atOffset(ZoneOffset.UTC))))
                            .createdAt())
                    .isEqualTo(Instant.parse("2026-01-01T11:00:00.123456Z"));
        }

        @Test
        void mayBeAFewMinutesAheadOfThisClock() {
            Instant time = NOW.plus(Duration.ofMinutes(5));

            assertThat(delivered(event(SMALLEST, builder -> builder.withTime(time.atOffset(ZoneOffset.UTC))))
                            .createdAt())
                    .isEqualTo(time);
        }

        @Test
        void isDecidedTheSameWayAgain() {
            assertThat(decide(event(SMALLEST))).isEqualTo(decide(event(SMALLEST)));
        }
    }

    @Nested
    class ANotificationForAnAudience {
        @Test
        void isShownToEveryoneAndGoesIntoNoInbox() {
            assertThat(decide(event("{\"audience\":{\"everyone\":true},\"title\":\"t\"}")))
                    .isInstanceOfSatisfying(IntakeDecision.Broadcast.class, decision -> {
                        assertThat(decision.notification().recipients()).isEmpty();
                        assertThat(decision.notification().form().shared().text())
                                .startsWith("{\"title\":\"t\"")
                                .doesNotContain("audience");
                    });
        }

        @Test
        void isLeftToThoseWhoKnowTheFollowers() {
            assertThat(decide(event("{\"audience\":{\"followers\":\"team-7\"},\"title\":\"t\"}")))
                    .isInstanceOf(IntakeDecision.LeaveToFeeds.class);
        }

        @Test
        void isRefusedOnceForAllOfThem() {
            assertThat(rejection(decide(event("{\"audience\":{\"followers\":\"team-7\"},\"title\":\"t\",\"unknown\":["
                                    + "1,".repeat(32_300) + "1]}")))
                            .code())
                    .isEqualTo(ProblemCode.TOO_LARGE);
            assertThat(rejection(decide(event("{\"audience\":{\"followers\":\"team-7\"},\"title\":\"\\ud83d\"}")))
                            .code())
                    .isEqualTo(ProblemCode.NOT_JSON);
        }
    }

    @Nested
    class ARetraction {
        private static final String DATA =
                "{\"retracts\":{\"source\":\"/shop/orders\",\"id\":\"order-4711:shipped\"},\"recipients\":[\"ann\"]}";

        @Test
        void namesTheNotificationsThatTheRetractedEventMade() {
            var decision = decide(event(
                    DATA,
                    builder ->
                            builder.withType(EventType.NOTIFICATION_RETRACTED).withId("retraction-1")));

            assertThat(decision).isInstanceOfSatisfying(IntakeDecision.Retract.class, retract -> {
                Retraction retraction = retract.retraction();
                assertThat(retraction.event()).isEqualTo(new EventReference("/shop/orders", "retraction-1"));
                assertThat(retraction.recipients()).containsExactly("ann");
                assertThat(retraction.ids())
                        .containsExactly(
                                NotificationId.of(new EventReference("/shop/orders", "order-4711:shipped"), "ann"));
            });
        }

        @Test
        void concernsAllWhoHaveItWhenItNamesNobody() {
            assertThat(retraction("{\"retracts\":{\"source\":\"/shop/orders\",\"id\":\"1\"}}"))
                    .isInstanceOfSatisfying(IntakeDecision.RetractFromAll.class, decision -> {
                        assertThat(decision.retraction().retracted())
                                .isEqualTo(new EventReference("/shop/orders", "1"));
                        assertThat(decision.retraction().recipients()).isEmpty();
                    });
        }

        @Test
        void goesWhereTheNotificationWent() {
            assertThat(retraction("{\"retracts\":{\"source\":\"/s\",\"id\":\"1\"},\"audience\":{\"everyone\":true}}"))
                    .isInstanceOf(IntakeDecision.RetractBroadcast.class);
            assertThat(retraction(
                            "{\"retracts\":{\"source\":\"/s\",\"id\":\"1\"},\"audience\":{\"followers\":\"team-7\"}}"))
                    .isInstanceOf(IntakeDecision.LeaveToFeeds.class);
        }

        private static IntakeDecision retraction(String data) {
            return decide(event(data, builder -> builder.withType(EventType.NOTIFICATION_RETRACTED)));
        }

        @Test
        void isRefusedWithoutWhatItRetracts() {
            var decision = decide(
                    event("{\"recipients\":[\"ann\"]}", builder -> builder.withType(EventType.NOTIFICATION_RETRACTED)));

            assertThat(rejection(decision).code()).isEqualTo(ProblemCode.SCHEMA_VIOLATION);
        }
    }

    static Stream<Arguments> badEvents() {
        return Stream.of(
                bad(
                        "a type of another topic",
                        typed(EventType.ACKNOWLEDGEMENT),
                        ProblemCode.UNKNOWN_TYPE,
                        "/attributes/type"),
                bad("an unknown type", typed("com.example.order"), ProblemCode.UNKNOWN_TYPE, "/attributes/type"),
                bad("no time", builder -> builder.withTime(null), ProblemCode.MISSING_ATTRIBUTE, "/attributes/time"),
                bad(
                        "a time too far ahead",
                        timed("2026-01-01T12:05:00.001Z"),
                        ProblemCode.FUTURE_TIME,
                        "/attributes/time"),
                bad(
                        "a clock that was never set",
                        timed("0001-01-01T00:00:00Z"),
                        ProblemCode.INVALID_ATTRIBUTE,
                        "/attributes/time"),
                bad(
                        "an id too long",
                        builder -> builder.withId("x".repeat(256)),
                        ProblemCode.INVALID_ATTRIBUTE,
                        "/attributes/id"),
                bad(
                        "an id with a control character",
                        builder -> builder.withId("a\nb"),
                        ProblemCode.INVALID_ATTRIBUTE,
                        "/attributes/id"),
                bad(
                        "a source too long",
                        builder -> builder.withSource(URI.create("/" + "x".repeat(255))),
                        ProblemCode.INVALID_ATTRIBUTE,
                        "/attributes/source"),
                bad(
                        "an expiry that is no time",
                        extended("expirytime", "tomorrow"),
                        ProblemCode.INVALID_ATTRIBUTE,
                        "/attributes/expirytime"),
                bad(
                        "an expiry beyond all calendars",
                        extended("expirytime", "+999999999-01-01T00:00:00Z"),
                        ProblemCode.INVALID_ATTRIBUTE,
                        "/attributes/expirytime"),
                bad(
                        "an unknown priority of the event",
                        extended("priority", "urgent"),
                        ProblemCode.INVALID_ATTRIBUTE,
                        "/attributes/priority"),
                bad(
                        "data that is declared as something else",
                        builder -> builder.withDataContentType("text/xml"),
                        ProblemCode.INVALID_ATTRIBUTE,
                        "/attributes/datacontenttype"),
                bad("no data", builder -> builder.withoutData(), ProblemCode.NOT_JSON, ""),
                bad("data that is no JSON", data("On its way"), ProblemCode.NOT_JSON, ""),
                bad("data that ends too soon", data("{\"recipients\":[\"ann\"]"), ProblemCode.NOT_JSON, ""),
                bad("two values", data(SMALLEST + SMALLEST), ProblemCode.NOT_JSON, ""),
                bad(
                        "a member twice",
                        data("{\"recipients\":[\"ann\"],\"title\":\"a\",\"title\":\"b\"}"),
                        ProblemCode.NOT_JSON,
                        ""),
                bad(
                        "data too deep",
                        data("{\"recipients\":[\"ann\"],\"title\":\"t\",\"data\":{\"d\":" + "[".repeat(40)
                                + "]".repeat(40) + "}}"),
                        ProblemCode.NOT_JSON,
                        ""),
                bad(
                        "data too large",
                        data("{\"recipients\":[\"ann\"],\"title\":\"t\",\"data\":{\"d\":["
                                + "\"0123456789\",".repeat(6_000) + "1]}}"),
                        ProblemCode.TOO_LARGE,
                        ""),
                bad(
                        "a form for screens too large",
                        data("{\"recipients\":[\"a\"],\"title\":\"t\",\"data\":{\"d\":\"" + "x".repeat(16_000)
                                + "\",\"e\":\"" + "x".repeat(16_000) + "\",\"f\":\"" + "x".repeat(16_000)
                                + "\",\"g\":\"" + "x".repeat(16_000) + "\",\"h\":\"" + "x".repeat(1_430) + "\"}}"),
                        ProblemCode.TOO_LARGE,
                        ""),
                bad(
                        "half of a surrogate pair",
                        data("{\"recipients\":[\"ann\"],\"title\":\"\\ud83d\"}"),
                        ProblemCode.NOT_JSON,
                        ""),
                bad("a list instead of an object", data("[]"), ProblemCode.SCHEMA_VIOLATION, ""),
                bad("no recipients", data("{\"title\":\"t\"}"), ProblemCode.SCHEMA_VIOLATION, ""),
                bad(
                        "an empty list of recipients",
                        data("{\"recipients\":[],\"title\":\"t\"}"),
                        ProblemCode.SCHEMA_VIOLATION,
                        "/recipients"),
                bad(
                        "too many recipients",
                        data("{\"recipients\":[" + users(1_001) + "],\"title\":\"t\"}"),
                        ProblemCode.SCHEMA_VIOLATION,
                        "/recipients"),
                bad(
                        "a recipient twice",
                        data("{\"recipients\":[\"ann\",\"ann\"],\"title\":\"t\"}"),
                        ProblemCode.SCHEMA_VIOLATION,
                        "/recipients"),
                bad(
                        "a recipient that is a number",
                        data("{\"recipients\":[42],\"title\":\"t\"}"),
                        ProblemCode.SCHEMA_VIOLATION,
                        "/recipients/0"),
                bad(
                        "a recipient with a control character",
                        data("{\"recipients\":[\"a\\u0000b\"],\"title\":\"t\"}"),
                        ProblemCode.SCHEMA_VIOLATION,
                        "/recipients/0"),
                bad(
                        "a recipient whose channel is too long",
                        data("{\"recipients\":[\"ann\",\"" + "ü".repeat(120) + "\"],\"title\":\"t\"}"),
                        ProblemCode.INVALID_CHANNEL,
                        "/recipients/1"),
                bad(
                        "a recipient that no channel can be encoded for",
                        data("{\"recipients\":[\"\\ud83d\"],\"title\":\"t\"}"),
                        ProblemCode.INVALID_CHANNEL,
                        "/recipients/0"),
                bad("no title", data("{\"recipients\":[\"ann\"]}"), ProblemCode.SCHEMA_VIOLATION, ""),
                bad(
                        "an empty title",
                        data("{\"recipients\":[\"ann\"],\"title\":\"\"}"),
                        ProblemCode.SCHEMA_VIOLATION,
                        "/title"),
                bad(
                        "a script as link",
                        data("{\"recipients\":[\"ann\"],\"title\":\"t\",\"url\":\"javascript:alert(1)\"}"),
                        ProblemCode.SCHEMA_VIOLATION,
                        "/url"),
                bad(
                        "an unknown priority",
                        data("{\"recipients\":[\"ann\"],\"title\":\"t\",\"priority\":\"urgent\"}"),
                        ProblemCode.SCHEMA_VIOLATION,
                        "/priority"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badEvents")
    void refuses(String what, CloudEvent event, ProblemCode code, String pointer) {
        Rejection rejection = rejection(decide(event));

        assertThat(rejection.code()).as(what).isEqualTo(code);
        assertThat(rejection.pointer()).as(what).isEqualTo(pointer);
        assertThat(rejection.hint()).as(what).isNotBlank();
    }

    private static Arguments bad(
            String what, UnaryOperator<CloudEventBuilder> change, ProblemCode code, String pointer) {
        return Arguments.of(what, event(SMALLEST, change), code, pointer);
    }

    private static UnaryOperator<CloudEventBuilder> typed(String type) {
        return builder -> builder.withType(type);
    }

    private static UnaryOperator<CloudEventBuilder> timed(String time) {
        return builder -> builder.withTime(Instant.parse(time).atOffset(ZoneOffset.UTC));
    }

    private static UnaryOperator<CloudEventBuilder> extended(String name, String value) {
        return builder -> builder.withExtension(name, value);
    }

    private static UnaryOperator<CloudEventBuilder> data(String json) {
        return builder -> builder.withData(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String users(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"user-" + i + "\"").collect(Collectors.joining(","));
    }

    private static Notification delivered(String data) {
        return delivered(event(data));
    }

    private static Notification delivered(CloudEvent event) {
        IntakeDecision decision = decide(event);
        assertThat(decision).isInstanceOf(IntakeDecision.Deliver.class);
        return ((IntakeDecision.Deliver) decision).notification();
    }

    private static Rejection rejection(IntakeDecision decision) {
        assertThat(decision).isInstanceOf(IntakeDecision.Reject.class);
        return ((IntakeDecision.Reject) decision).rejection();
    }

    private static IntakeDecision decide(CloudEvent event) {
        return POLICY.decide(event, NOW);
    }

    private static CloudEvent event(String data) {
        return event(data, builder -> builder);
    }

    private static CloudEvent event(String data, UnaryOperator<CloudEventBuilder> change) {
        CloudEventBuilder builder = CloudEventBuilder.v1()
                .withId("order-4711:shipped")
                .withSource(URI.create("/shop/orders"))
                .withType(EventType.NOTIFICATION)
                .withTime(NOW.atOffset(ZoneOffset.UTC))
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8));
        return change.apply(builder).build();
    }
}
