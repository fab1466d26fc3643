package io.heliograph.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.protocol.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSchemasTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final EventSchemas SCHEMAS = new EventSchemas();

    static Set<String> types() {
        return SCHEMAS.types();
    }

    @Test
    void hasASchemaForEveryTypeOfHeliographsOwn() {
        assertThat(types())
                .containsExactlyInAnyOrder(
                        "io.heliograph.notification.v1",
                        "io.heliograph.notification.retracted.v1",
                        "io.heliograph.activity.v1",
                        "io.heliograph.activity.updated.v1",
                        "io.heliograph.activity.retracted.v1",
                        "io.heliograph.acknowledgement.v1",
                        "io.heliograph.connection.opened.v1",
                        "io.heliograph.connection.resumed.v1",
                        "io.heliograph.connection.announced.v1",
                        "io.heliograph.connection.activity.v1",
                        "io.heliograph.connection.closed.v1",
                        "io.heliograph.membership.entered.v1",
                        "io.heliograph.membership.updated.v1",
                        "io.heliograph.membership.left.v1",
                        "io.heliograph.presence.changed.v1",
                        "io.heliograph.email.requested.v1",
                        "io.heliograph.document.changed.v1",
                        "io.heliograph.receipt.accepted.v1",
                        "io.heliograph.receipt.rejected.v1",
                        "io.heliograph.receipt.delivered.v1",
                        "io.heliograph.receipt.expired.v1");
    }

    @ParameterizedTest
    @MethodSource("types")
    void acceptsTheExampleOfEachType(String type) throws IOException {
        JsonNode event = example(type);

        assertThat(event.path("specversion").textValue()).isEqualTo("1.0");
        assertThat(event.path("type").textValue()).isEqualTo(type);
        assertThat(check(type, event.path("data"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void ignoresMembersThatItDoesNotKnow(String type) throws IOException {
        var data = (ObjectNode) example(type).path("data");
        data.putObject("addedLater").put("x", 1);

        assertThat(check(type, data)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void refusesAnEmptyObjectAndOtherValues(String type) {
        for (String json : new String[] {"{}", "[]", "null", "1", "\"x\""}) {
            assertThat(check(type, json)).map(Rejection::code).contains(ProblemCode.SCHEMA_VIOLATION);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /recipients       | []
            /recipients/0     | [""]
            /recipients/1     | ["42", 43]
            /recipients       | ["42", "42"]
            /recipients/0     | ["a\\u0000b"]
            /title            | ""
            /title            | null
            /body             | 1
            /icon             | "data:image/png;base64,AAAA"
            /category         | "Orders"
            /category         | "orders\\n"
            /priority         | "urgent"
            /actor            | {}
            /actor/avatar     | {"id":"x","avatar":"http://shop.example/a.png"}
            /actions/0        | [{"id":"x"}]
            /actions/0/url    | [{"id":"x","label":"X","url":"javascript:alert(1)"}]
            /actions          | [{"id":"a","label":"A"},{"id":"b","label":"B"},{"id":"c","label":"C"},{"id":"d","label":"D"},{"id":"e","label":"E"}]
            /group            | ""
            /locale           | "english please"
            /i18n             | {"args":{}}
            /i18n/args        | {"key":"k","args":[]}
            /count            | -1
            /count            | 1.5
            /data             | "text"
            """)
    void saysWhereANotificationIsWrong(String pointer, String value) throws IOException {
        var data = (ObjectNode) example(EventType.NOTIFICATION).path("data");
        data.set(JsonPointer.compile(pointer).getMatchingProperty(), MAPPER.readTree(value));

        Optional<Rejection> rejection = check(EventType.NOTIFICATION, data);

        assertThat(rejection).map(Rejection::code).contains(ProblemCode.SCHEMA_VIOLATION);
        assertThat(rejection).map(Rejection::pointer).contains(pointer);
        assertThat(rejection.orElseThrow().hint()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"followers\":\"team-7\"}", "{\"everyone\":true}"})
    void takesAnAudienceInPlaceOfRecipients(String audience) {
        assertThat(check(EventType.NOTIFICATION, "{\"title\":\"t\",\"audience\":" + audience + "}"))
                .isEmpty();
        assertThat(check(
                        EventType.NOTIFICATION_RETRACTED,
                        "{\"retracts\":{\"source\":\"/s\",\"id\":\"i\"},\"audience\":" + audience + "}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /audience           | {"title":"t","audience":{}}
            /audience           | {"title":"t","audience":{"followers":"team-7","everyone":true}}
            /audience           | {"title":"t","audience":{"channel":"room:1"}}
            /audience/everyone  | {"title":"t","audience":{"everyone":false}}
            /audience/followers | {"title":"t","audience":{"followers":"team 7"}}
            ``                  | {"title":"t","audience":{"everyone":true},"recipients":["42"]}
            ``                  | {"title":"t"}
            """)
    void saysWhyAnAudienceIsRefused(String pointer, String data) {
        assertThat(check(EventType.NOTIFICATION, data)).map(Rejection::pointer).contains(pointer);
        assertThat(check(EventType.NOTIFICATION, data).map(Rejection::hint).orElse(""))
                .isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/orders/4711?x=1#y", "https://shop.example", "https://shop.example/ä?q=a+b"})
    void acceptsPathsAndHttpsAsUrl(String url) {
        assertThat(notificationWith("url", url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "//evil.example",
                "/\\evil.example",
                "/\t/evil.example",
                "/a\n",
                " /a",
                "http://shop.example",
                "https:///x",
                "https://",
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "java\tscript:alert(1)",
                "/a\njavascript:alert(1)"
            })
    void refusesUrlsThatLeadElsewhere(String url) {
        assertThat(notificationWith("url", url))
                .contains(new Rejection(
                        ProblemCode.SCHEMA_VIOLATION, "/url", "must be a path as /orders/4711, or an https URL"));
    }

    @Test
    void boundsTheNumberOfRecipientsAndTheLengthOfTexts() {
        ObjectNode data =
                MAPPER.createObjectNode().put("title", "x".repeat(200)).put("body", "x".repeat(8192));
        for (int i = 0; i < 1000; i++) {
            data.withArray("recipients").add("%0120d".formatted(i));
        }
        assertThat(check(EventType.NOTIFICATION, data)).isEmpty();

        assertThat(check(EventType.NOTIFICATION, data.deepCopy().put("title", "x".repeat(201))))
                .map(Rejection::pointer)
                .contains("/title");
        assertThat(check(EventType.NOTIFICATION, data.deepCopy().put("body", "x".repeat(8193))))
                .map(Rejection::pointer)
                .contains("/body");
        data.withArray("recipients").add("one more");
        assertThat(check(EventType.NOTIFICATION, data)).map(Rejection::pointer).contains("/recipients");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /positions         | {}
            /positions/user:42 | {"user:42":"0"}
            /positions/user:42 | {"user:42":20}
            /positions         | {"user":"e7.20"}
            /device            | ""
            /device            | "dé"
            /user              | null
            """)
    void saysWhereAnAcknowledgementIsWrong(String pointer, String value) throws IOException {
        var data = (ObjectNode) example(EventType.ACKNOWLEDGEMENT).path("data");
        data.set(JsonPointer.compile(pointer).getMatchingProperty(), MAPPER.readTree(value));

        assertThat(check(EventType.ACKNOWLEDGEMENT, data))
                .map(Rejection::pointer)
                .contains(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection", "pod", "user", "transport", "at"})
    void requiresOfEveryConnectionEventWhoWhereAndWhen(String member) throws IOException {
        for (String type :
                types().stream().filter(name -> name.contains(".connection.")).toList()) {
            var data = (ObjectNode) example(type).path("data");
            data.remove(member);

            assertThat(check(type, data).orElseThrow().hint()).contains("'" + member + "'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "reason"})
    void requiresOfAClosingWhy(String member) throws IOException {
        var data = (ObjectNode) example(EventType.CONNECTION_CLOSED).path("data");
        data.remove(member);

        assertThat(check(EventType.CONNECTION_CLOSED, data).orElseThrow().hint())
                .contains("'" + member + "'");
    }

    @Test
    void requiresARealTime() throws IOException {
        var data = (ObjectNode) example(EventType.CONNECTION_OPENED).path("data");

        assertThat(check(EventType.CONNECTION_OPENED, data.put("at", "yesterday")))
                .map(Rejection::pointer)
                .contains("/at");
    }

    @Test
    void namesTheTypesThatItKnows() {
        Rejection rejection = check("shop.order", "{}").orElseThrow();

        assertThat(rejection.code()).isEqualTo(ProblemCode.UNKNOWN_TYPE);
        assertThat(rejection.pointer()).isEqualTo("/attributes/type");
        assertThat(rejection.hint()).contains(EventType.NOTIFICATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{}{}", "{\"a\":1,\"a\":2}", "nul", "{\"title\":NaN}"})
    void refusesWhatIsNotOneJsonValue(String json) {
        assertThat(check(EventType.NOTIFICATION, json)).map(Rejection::code).contains(ProblemCode.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e-400", "9999999999999999999999999999999999"})
    void answersNumbersBeyondADouble(String number) {
        Optional<Rejection> rejection = check(
                EventType.NOTIFICATION,
                "{\"recipients\":[\"42\"],\"title\":\"t\",\"count\":" + number + ",\"data\":{\"n\":" + number + "}}");

        assertThat(rejection.map(Rejection::pointer).orElse("/count")).isEqualTo("/count");
    }

    private static Optional<Rejection> notificationWith(String member, String value) {
        ObjectNode data = MAPPER.createObjectNode().put("title", "On its way").put(member, value);
        data.putArray("recipients").add("42");
        return check(EventType.NOTIFICATION, data);
    }

    private static Optional<Rejection> check(String type, JsonNode data) {
        return check(type, data.toString());
    }

    private static Optional<Rejection> check(String type, String json) {
        return SCHEMAS.check(type, json.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode example(String type) throws IOException {
        try (InputStream in = EventSchemasTest.class.getResourceAsStream("/examples/" + type + ".json")) {
            return MAPPER.readTree(Objects.requireNonNull(in, type));
        }
    }
}
