package io.heliograph.cli.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloudevents.CloudEvent;
import io.heliograph.client.event.EventRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructuredEventsTest {
    private static final String EVENT = """
            {"specversion":"1.0","id":"1","source":"/test","type":"t","time":"2026-01-01T12:00:00Z",
             "channel":"room:1","data": {"b" : 1.50,  "a":[1e2, "ä"]} }""";

    @Test
    void keepsTheDataByteForByte() {
        CloudEvent event = read(EVENT).getFirst();

        assertThat(Objects.requireNonNull(event.getData()).toBytes())
                .isEqualTo("{\"b\" : 1.50,  \"a\":[1e2, \"ä\"]}".getBytes(StandardCharsets.UTF_8));
        assertThat(event.getExtension("channel")).isEqualTo("room:1");
        assertThat(event.getTime()).hasToString("2026-01-01T12:00Z");
    }

    @Test
    void readsAnArrayOfEvents() {
        assertThat(read("[" + EVENT + "," + EVENT + "]")).hasSize(2);
        assertThat(read("[]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                                                    | not_json /:
            7                                                                    | not_json /:
            [7]                                                                  | not_json /:
            {} {}                                                                | invalid_attribute /attributes/specversion: must be 1.0
            {"id":"1","source":"/s","type":"t"}                                  | invalid_attribute /attributes/specversion: must be 1.0
            {"specversion":"1.0","source":"/s","type":"t"}                       | missing_attribute /attributes/id:
            {"specversion":"1.0","id":"","source":"/s","type":"t"}               | missing_attribute /attributes/id:
            {"specversion":"1.0","id":"1","source":"\\\\ ","type":"t"}           | invalid_attribute /attributes/source:
            {"specversion":"1.0","id":"1","source":"/s","type":"t","time":"now"} | invalid_attribute /attributes/time:
            {"specversion":"1.0","id":"1","source":"/s","type":"t","A-b":"1"}    | invalid_attribute /attributes/A-b:
            {"specversion":"1.0","id":"1","source":"/s","type":"t","x":{}}       | invalid_attribute /attributes/x:
            {"specversion":"1.0","id":"1","source":"/s","type":"t","data_base64":"MQ=="} | invalid_attribute /attributes/data_base64:
            """)
    void saysWhatIsNotACloudEvent(String text, String message) {
        assertThatExceptionOfType(EventRefusedException.class)
                .isThrownBy(() -> read(text))
                .withMessageStartingWith(message);
    }

    private static List<CloudEvent> read(String text) {
        return StructuredEvents.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
