package io.heliograph.delivery.acknowledgement;

import static io.heliograph.delivery.testing.Events.plain;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcknowledgementReaderTest {
    private final AcknowledgementReader reader = new AcknowledgementReader(new EventSchemas());

    @Test
    void readsWhatADeviceApplied() {
        var reading = reader.read(record(EventType.ACKNOWLEDGEMENT, """
                {"user":"42","device":"d1","positions":{"user:42":"e7.20"}}"""));

        assertThat(reading)
                .isEqualTo(new AcknowledgementReader.Reading.Accepted(
                        List.of(new Acknowledgement("42", "d1", new ChannelName("user:42"), Position.parse("e7.20")))));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "other.type; {}; unknown_type",
                "io.heliograph.acknowledgement.v1; nonsense; not_json",
                "io.heliograph.acknowledgement.v1; {\"user\":\"42\"}; schema_violation",
                "io.heliograph.acknowledgement.v1; {\"user\":\"4\\u0000\",\"device\":\"d1\",\"positions\":{\"user:42\":\"e7.20\"}}; schema_violation",
                "io.heliograph.acknowledgement.v1; {\"user\":\"42\",\"device\":\"d1\",\"positions\":{\"user:42\":\"zzzzzzzzzzzzzzzzzz.20\"}}; invalid_position"
            })
    void refusesWithACode(String type, String json, String code) {
        assertThat(reader.read(record(type, json)))
                .isInstanceOfSatisfying(
                        AcknowledgementReader.Reading.Refused.class,
                        refused -> assertThat(
                                        refused.letter().rejection().code().wireName())
                                .isEqualTo(code));
    }

    private static ConsumerRecord<byte[], byte[]> record(String type, String json) {
        var original = plain(0, 0, "42", json);
        original.headers()
                .add("ce_specversion", "1.0".getBytes(UTF_8))
                .add("ce_id", "a".getBytes(UTF_8))
                .add("ce_source", "/gateway".getBytes(UTF_8))
                .add("ce_type", type.getBytes(UTF_8));
        return original;
    }
}
