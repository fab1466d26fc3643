package io.heliograph.delivery.append;

import static io.heliograph.delivery.testing.Events.NOON;
import static io.heliograph.delivery.testing.Events.binary;
import static io.heliograph.delivery.testing.Events.event;
import static io.heliograph.delivery.testing.Events.plain;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordReaderTest {
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    /** By murmur2, as {@code DefaultPartitioner} has it for 8 partitions. */
    private static final int PARTITION_OF_ROOM_1 = Utils.toPositive(Utils.murmur2("room:1".getBytes(UTF_8))) % 8;

    private final RecordReader reader = new RecordReader(ChannelKinds.defaults(), 8);

    @Test
    void readsBinaryMode() {
        var original = binary(PARTITION_OF_ROOM_1, 5, event("a", "room:1"));

        IncomingPublication publication = accepted(original);

        assertThat(publication.event()).isEqualTo(event("a", "room:1"));
        assertThat(publication.kafkaOffset()).isEqualTo(5);
    }

    @Test
    void readsStructuredMode() {
        var original = plain(PARTITION_OF_ROOM_1, 0, "room:1", """
                {"specversion":"1.0","id":"a","source":"/shop","type":"order.shipped","time":"2026-01-01T12:00:00Z","channel":"room:1",
                 "datacontenttype":"application/json","data":{"id":"a"}}""");
        original.headers().add("content-type", "application/cloudevents+json".getBytes(UTF_8));

        assertThat(accepted(original).event()).isEqualTo(event("a", "room:1"));
    }

    @Test
    void takesTheTraceFromTheEventOrElseFromTheRecord() {
        var bare = binary(PARTITION_OF_ROOM_1, 0, event("a", "room:1"));
        bare.headers().add("traceparent", TRACEPARENT.getBytes(UTF_8));
        var both = binary(PARTITION_OF_ROOM_1, 0, event("a", "room:1"));
        both.headers()
                .add("traceparent", TRACEPARENT.getBytes(UTF_8))
                .add("ce_traceparent", "of the event".getBytes(UTF_8));
        var nonsense = binary(PARTITION_OF_ROOM_1, 0, event("a", "room:1"));
        nonsense.headers().add("traceparent", "nonsense\0".getBytes(UTF_8));

        assertThat(accepted(bare).event().traceparent()).isEqualTo(TRACEPARENT);
        assertThat(accepted(both).event().traceparent()).isEqualTo("of the event");
        assertThat(accepted(nonsense).event().traceparent()).isNull();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("poison")
    void refusesWhatCannotBeValid(String what, ProblemCode code, ConsumerRecord<byte[], byte[]> original) {
        Rejection rejection = refused(original);

        assertThat(rejection.code()).isEqualTo(code);
        assertThat(rejection.hint()).isNotBlank().doesNotContain("secret");
    }

    static Stream<Arguments> poison() {
        int home = PARTITION_OF_ROOM_1;
        return Stream.of(
                Arguments.of("no CloudEvent", ProblemCode.MALFORMED, plain(home, 0, "room:1", "secret")),
                Arguments.of("no id", ProblemCode.MALFORMED, without("ce_id")),
                Arguments.of("no source", ProblemCode.MALFORMED, without("ce_source")),
                Arguments.of("another specversion", ProblemCode.MALFORMED, with("ce_specversion", "9")),
                Arguments.of("structured, not JSON", ProblemCode.MALFORMED, structured("secret")),
                Arguments.of("no time", ProblemCode.MISSING_ATTRIBUTE, without("ce_time")),
                Arguments.of("unusable time", ProblemCode.MALFORMED, with("ce_time", "secret")),
                Arguments.of("a clock ahead", ProblemCode.FUTURE_TIME, with("ce_time", "2026-01-01T13:00:00Z")),
                Arguments.of("no channel", ProblemCode.MISSING_ATTRIBUTE, without("ce_channel")),
                Arguments.of("no channel's name", ProblemCode.INVALID_CHANNEL, with("ce_channel", "room")),
                Arguments.of("unknown kind", ProblemCode.UNKNOWN_KIND, with("ce_channel", "nowhere:1")),
                Arguments.of("never durable", ProblemCode.UNSUPPORTED_DURABILITY, with("ce_channel", "live:1")),
                Arguments.of("no JSON", ProblemCode.NOT_JSON, valued("{\"secret")),
                Arguments.of("no data", ProblemCode.NOT_JSON, valued("")),
                Arguments.of("too much data", ProblemCode.TOO_LARGE, valued("[" + "1,".repeat(40_000) + "1]")),
                Arguments.of("key is not the channel", ProblemCode.WRONG_PARTITION, with("ce_channel", "room:2")),
                Arguments.of(
                        "another partition",
                        ProblemCode.WRONG_PARTITION,
                        binary((home + 1) % 8, 0, event("a", "room:1"))));
    }

    private static ConsumerRecord<byte[], byte[]> without(String header) {
        var original = binary(PARTITION_OF_ROOM_1, 0, event("a", "room:1"));
        original.headers().remove(header);
        return original;
    }

    private static ConsumerRecord<byte[], byte[]> with(String header, String value) {
        var original = without(header);
        original.headers().add(header, value.getBytes(UTF_8));
        return original;
    }

    private static ConsumerRecord<byte[], byte[]> valued(String value) {
        var original = plain(PARTITION_OF_ROOM_1, 0, "room:1", value);
        binary(PARTITION_OF_ROOM_1, 0, event("a", "room:1")).headers().forEach(original.headers()::add);
        return original;
    }

    private static ConsumerRecord<byte[], byte[]> structured(String value) {
        var original = plain(PARTITION_OF_ROOM_1, 0, "room:1", value);
        original.headers().add("content-type", "application/cloudevents+json".getBytes(UTF_8));
        return original;
    }

    private IncomingPublication accepted(ConsumerRecord<byte[], byte[]> original) {
        return switch (reader.read(original, NOON)) {
            case RecordReader.Reading.Accepted(IncomingPublication publication) -> publication;
            case RecordReader.Reading.Refused(var letter) -> throw new AssertionError(letter.rejection());
        };
    }

    private Rejection refused(ConsumerRecord<byte[], byte[]> original) {
        return switch (reader.read(original, NOON)) {
            case RecordReader.Reading.Accepted _ -> throw new AssertionError("was accepted");
            case RecordReader.Reading.Refused(var letter) -> letter.rejection();
        };
    }
}
