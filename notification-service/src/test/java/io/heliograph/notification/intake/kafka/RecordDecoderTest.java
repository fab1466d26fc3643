package io.heliograph.notification.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.notification.intake.kafka.RecordDecoder.Decoding;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordDecoderTest {
    private static final Map<String, String> BINARY = Map.of(
            "ce_specversion", "1.0",
            "ce_id", "order-4711:shipped",
            "ce_source", "/shop/orders",
            "ce_type", "io.heliograph.notification.v1",
            "ce_time", "2026-01-01T12:00:00Z",
            "ce_collapsekey", "order-4711",
            "content-type", "application/json");
    private static final Map<String, String> STRUCTURED =
            Map.of("content-type", "application/cloudevents+json; charset=UTF-8");

    private final RecordDecoder decoder = new RecordDecoder();

    @Test
    void readsBinaryMode() {
        CloudEvent event = event(BINARY, "{\"title\":\"t\"}");

        assertThat(event.getId()).isEqualTo("order-4711:shipped");
        assertThat(event.getSource()).hasToString("/shop/orders");
        assertThat(event.getTime()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(event.getExtension("collapsekey")).isEqualTo("order-4711");
        assertThat(event.getData().toBytes()).asString(StandardCharsets.UTF_8).isEqualTo("{\"title\":\"t\"}");
    }

    @Test
    void readsStructuredMode() {
        CloudEvent event = event(STRUCTURED, """
                {"specversion":"1.0","id":"1","source":"/shop","type":"io.heliograph.notification.v1","time":"2026-01-01T12:00:00Z",
                 "data":{"title":"t"}}""");

        assertThat(event.getId()).isEqualTo("1");
        assertThat(event.getTime()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(event.getData().toBytes()).asString(StandardCharsets.UTF_8).isEqualTo("{\"title\":\"t\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type"})
    void namesTheAttributeThatIsMissing(String name) {
        Map<String, String> headers = new LinkedHashMap<>(BINARY);
        headers.remove("ce_" + name);

        Rejection rejection = rejection(headers, "{}");

        assertThat(rejection.code()).isEqualTo(ProblemCode.MISSING_ATTRIBUTE);
        assertThat(rejection.pointer()).isEqualTo("/attributes/" + name);
    }

    @ParameterizedTest
    @CsvSource({"ce_time,yesterday", "ce_source,not a uri", "ce_specversion,9.9"})
    void refusesAttributesOfAnotherForm(String header, String value) {
        Map<String, String> headers = new LinkedHashMap<>(BINARY);
        headers.put(header, value);

        assertThat(rejection(headers, "{}").code()).isEqualTo(ProblemCode.INVALID_ATTRIBUTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "On its way",
                "[]",
                "{}",
                "{\"specversion\":\"1.0\"",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":1,\"source\":[],\"type\":\"t\"}"
            })
    void refusesStructuredModeThatIsNoEvent(String value) {
        assertThat(rejection(STRUCTURED, value).code()).isIn(ProblemCode.MALFORMED, ProblemCode.INVALID_ATTRIBUTE);
    }

    @Test
    void refusesStructuredModeWithoutAValue() {
        assertThat(rejection(STRUCTURED, null).code()).isEqualTo(ProblemCode.MALFORMED);
    }

    @Test
    void refusesStructuredModeInAnUnknownFormat() {
        assertThat(rejection(Map.of("content-type", "application/cloudevents+avro"), "x")
                        .code())
                .isEqualTo(ProblemCode.MALFORMED);
    }

    @Test
    void takesHeadersWithoutValueForMalformed() {
        ConsumerRecord<byte[], byte[]> record = record(BINARY, "{}");
        record.headers().remove("ce_id").add("ce_id", null);

        assertThat(decoder.decode(record)).isInstanceOf(Decoding.Undecodable.class);
    }

    private CloudEvent event(Map<String, String> headers, String value) {
        Decoding decoding = decoder.decode(record(headers, value));
        assertThat(decoding).isInstanceOf(Decoding.Event.class);
        return ((Decoding.Event) decoding).event();
    }

    private Rejection rejection(Map<String, String> headers, @Nullable String value) {
        Decoding decoding = decoder.decode(record(headers, value));
        assertThat(decoding).isInstanceOf(Decoding.Undecodable.class);
        return ((Decoding.Undecodable) decoding).rejection();
    }

    private static ConsumerRecord<byte[], byte[]> record(Map<String, String> headers, @Nullable String value) {
        var record = new ConsumerRecord<byte[], byte[]>(
                "heliograph.notifications", 0, 0, null, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
