package io.heliograph.gateway.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.gateway.publishing.EventRequestReader.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRequestReaderTest {
    private static final String ATTRIBUTES = "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/shop\",\"type\":\"t\"";

    @Nested
    class WhenStructured {
        @Test
        void keepsDataAsTheBytesInWhichItCame() {
            CloudEvent event = one(structured(
                    "{" + ATTRIBUTES + ",\"data\": { \"price\" : 1.10,\"n\":1e400 } , \"channel\":\"room:1\"}"));

            assertThat(data(event)).isEqualTo("{ \"price\" : 1.10,\"n\":1e400 }");
            assertThat(event.getExtension("channel")).isEqualTo("room:1");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                "text"
                12.50
                -0
                null
                [1, 2]
                "ü\\u00e9\\""
                """)
        void takesAnyJsonForData(String json) {
            assertThat(data(one(structured("{" + ATTRIBUTES + ",\"data\":" + json + "}"))))
                    .isEqualTo(json);
        }

        @Test
        void takesTheIdFromTheHeaderWhenThereIsNone() {
            String body = "{\"specversion\":\"1.0\",\"source\":\"/shop\",\"type\":\"t\"}";

            assertThat(one(request("application/cloudevents+json; charset=utf-8", List.of(), "key-1", body))
                            .getId())
                    .isEqualTo("key-1");
            assertThat(one(request("application/cloudevents+json", List.of(), "key-1", "{" + ATTRIBUTES + "}"))
                            .getId())
                    .isEqualTo("1");
        }

        @Test
        void readsDataInBase64() {
            assertThat(data(one(structured("{" + ATTRIBUTES + ",\"data_base64\":\"e30=\"}"))))
                    .isEqualTo("{}");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                not json                                                            | malformed          |
                []                                                                  | malformed          |
                {}                                                                  | missing_attribute  | /attributes/specversion
                {"specversion":"1.0","source":"/s","type":"t"}                      | missing_attribute  | /attributes/id
                {"specversion":"1.0","id":"1","type":"t"}                           | missing_attribute  | /attributes/source
                {"specversion":"1.0","id":"1","source":"/s"}                        | missing_attribute  | /attributes/type
                {"specversion":"0.3","id":"1","source":"/s","type":"t"}             | invalid_attribute  | /attributes/specversion
                {"specversion":"1.0","id":"","source":"/s","type":"t"}              | invalid_attribute  | /attributes/id
                {"specversion":"1.0","id":"1","source":"a b","type":"t"}            | invalid_attribute  | /attributes/source
                {"specversion":"1.0","id":"1","source":"/s","type":"t","time":"x"}  | invalid_attribute  | /attributes/time
                {"specversion":"1.0","id":"1","source":"/s","type":"t","A/b":"x"}   | invalid_attribute  | /attributes/A~1b
                {"specversion":"1.0","id":{},"source":"/s","type":"t"}              | malformed          |
                {"specversion":"1.0","id":"1","id":"2","source":"/s","type":"t"}    | malformed          |
                {"specversion":"1.0","id":"1","source":"/s","type":"t","data_base64":"%"} | malformed    |
                """)
        void refusesWhatIsNoEvent(String body, String code, @Nullable String pointer) {
            var rejected = rejected(structured(body));

            assertThat(rejected.rejection().code().wireName()).isEqualTo(code);
            assertThat(rejected.rejection().pointer()).isEqualTo(Objects.requireNonNullElse(pointer, ""));
            assertThat(rejected.index()).isNull();
        }

        @Test
        void refusesAnIdThatIsTooLong() {
            var rejected = rejected(structured(
                    "{\"specversion\":\"1.0\",\"id\":\"" + "x".repeat(256) + "\",\"source\":\"/s\",\"type\":\"t\"}"));

            assertThat(rejected.rejection().code()).isEqualTo(ProblemCode.INVALID_ATTRIBUTE);
        }

        @Test
        void refusesJsonThatIsTooDeep() {
            var rejected =
                    rejected(structured("{" + ATTRIBUTES + ",\"data\":" + "[".repeat(100) + "]".repeat(100) + "}"));

            assertThat(rejected.rejection().code()).isEqualTo(ProblemCode.MALFORMED);
        }
    }

    @Nested
    class WhenBatched {
        @Test
        void readsTheEventsInTheirOrder() {
            var valid = (Reading.Valid) read(batch(
                    "[{" + ATTRIBUTES + ",\"data\":1},{" + ATTRIBUTES.replace("\"1\"", "\"2\"") + ",\"data\":[2]}]"));

            assertThat(valid.batch()).isTrue();
            assertThat(valid.events()).extracting(CloudEvent::getId).containsExactly("1", "2");
            assertThat(valid.events()).extracting(EventRequestReaderTest::data).containsExactly("1", "[2]");
        }

        @Test
        void namesTheEventThatCannotBeRead() {
            var rejected = rejected(batch("[{" + ATTRIBUTES + "},{\"specversion\":\"1.0\"}]"));

            assertThat(rejected.index()).isOne();
            assertThat(rejected.rejection().pointer()).isEqualTo("/attributes/id");
        }

        @Test
        void refusesAnEmptyOneAndOneThatIsTooLong() {
            String event = "{" + ATTRIBUTES + "}";

            assertThat(rejected(batch("[]")).rejection().code()).isEqualTo(ProblemCode.MALFORMED);
            assertThat(rejected(batch("[" + (event + ",").repeat(100) + event + "]"))
                            .rejection()
                            .hint())
                    .contains("100");
            assertThat(rejected(batch("[1]")).rejection().code()).isEqualTo(ProblemCode.MALFORMED);
            assertThat(rejected(batch(event)).rejection().code()).isEqualTo(ProblemCode.MALFORMED);
        }
    }

    @Nested
    class WhenBinary {
        @Test
        void readsAttributesFromHeaders() {
            CloudEvent event =
                    one(binary("{\"a\": 1}", Map.of("subject", "caf%C3%A9+1", "channel", "user:auth0%257C42")));

            assertThat(event.getSubject()).isEqualTo("café+1");
            assertThat(event.getExtension("channel")).isEqualTo("user:auth0%7C42");
            assertThat(event.getDataContentType()).isEqualTo("application/json");
            assertThat(data(event)).isEqualTo("{\"a\": 1}");
        }

        @Test
        void refusesAHeaderThatIsThereTwiceOrBadlyEncoded() {
            assertThat(rejected(binary("1", Map.of("id", "2"))).rejection().pointer())
                    .isEqualTo("/attributes/id");
            assertThat(rejected(binary("1", Map.of("subject", "%zz")))
                            .rejection()
                            .pointer())
                    .isEqualTo("/attributes/subject");
        }

        @Test
        void saysWhatToSendWhenThereIsNoEventAtAll() {
            var rejected = rejected(request("application/json", List.of(), null, "{}"));

            assertThat(rejected.rejection().code()).isEqualTo(ProblemCode.MALFORMED);
            assertThat(rejected.rejection().hint()).contains("application/cloudevents+json");
        }
    }

    private static EventRequest structured(String body) {
        return request("application/cloudevents+json", List.of(), null, body);
    }

    private static EventRequest batch(String body) {
        return request("application/cloudevents-batch+json", List.of(), null, body);
    }

    private static EventRequest binary(String body, Map<String, String> more) {
        var attributes = new ArrayList<>(List.of(
                Map.entry("specversion", "1.0"),
                Map.entry("id", "1"),
                Map.entry("source", "/shop"),
                Map.entry("type", "t")));
        attributes.addAll(more.entrySet());
        return request("application/json", attributes, null, body);
    }

    private static EventRequest request(
            String contentType,
            List<Map.Entry<String, String>> attributes,
            @Nullable String idempotencyKey,
            String body) {
        return new EventRequest(contentType, attributes, idempotencyKey, JsonBytes.of(body));
    }

    private static Reading read(EventRequest request) {
        return EventRequestReader.read(request);
    }

    private static CloudEvent one(EventRequest request) {
        assertThat(read(request)).isInstanceOf(Reading.Valid.class);
        return ((Reading.Valid) read(request)).events().getFirst();
    }

    private static Reading.Rejected rejected(EventRequest request) {
        assertThat(read(request)).isInstanceOf(Reading.Rejected.class);
        return (Reading.Rejected) read(request);
    }

    private static String data(CloudEvent event) {
        return new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8);
    }
}
