package io.heliograph.contracts.event;

import static io.heliograph.contracts.protocol.ProblemCode.FUTURE_TIME;
import static io.heliograph.contracts.protocol.ProblemCode.INVALID_ATTRIBUTE;
import static io.heliograph.contracts.protocol.ProblemCode.INVALID_CHANNEL;
import static io.heliograph.contracts.protocol.ProblemCode.MISSING_ATTRIBUTE;
import static io.heliograph.contracts.protocol.ProblemCode.NOT_JSON;
import static io.heliograph.contracts.protocol.ProblemCode.TOO_LARGE;
import static io.heliograph.contracts.protocol.ProblemCode.UNKNOWN_KIND;
import static io.heliograph.contracts.protocol.ProblemCode.UNSUPPORTED_DURABILITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.PublicationReader.Reading;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ProblemCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final PublicationReader reader = new PublicationReader(ChannelKinds.defaults());

    @Test
    void readsWhatIsRequired() {
        assertThat(read(UnaryOperator.identity()))
                .isEqualTo(new Reading.Valid(new PublicationEvent(
                        "i", "/shop", "order.shipped", NOW, new ChannelName("room:1"), JsonBytes.of("{ }"))));
    }

    @Test
    void readsWhatIsOptional() {
        Reading reading = read(event -> event.withExtension("collapsekey", "order-4711")
                .withExtension("expirytime", "2026-01-01T13:00:00+01:00")
                .withExtension("priority", "high")
                .withExtension("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .withExtension("unknown", "ignored")
                .withSubject("ignored"));

        assertThat(reading)
                .isEqualTo(new Reading.Valid(new PublicationEvent(
                        "i",
                        "/shop",
                        "order.shipped",
                        NOW,
                        new ChannelName("room:1"),
                        "order-4711",
                        NOW,
                        Priority.HIGH,
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                        JsonBytes.of("{ }"))));
    }

    @Test
    void readsAgainWhatWasWrittenAsACloudEvent() {
        var publication = new PublicationEvent(
                "i|j",
                "/shop",
                "t",
                NOW.plusNanos(1),
                new ChannelName("user:42"),
                "c",
                NOW.plusSeconds(60),
                Priority.LOW,
                "p",
                JsonBytes.of(" [1.10] "));

        assertThat(reader.read(publication.toCloudEvent(), NOW)).isEqualTo(new Reading.Valid(publication));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json; charset=utf-8", "Application/JSON", "application/geo+json"
            })
    void takesEveryJsonMediaType(String contentType) {
        assertThat(read(event -> event.withDataContentType(contentType))).isInstanceOf(Reading.Valid.class);
    }

    @Test
    void toleratesAClockThatIsFiveMinutesAhead() {
        assertThat(read(event -> event.withTime(time("2026-01-01T12:05:00Z")))).isInstanceOf(Reading.Valid.class);
    }

    @Test
    void takes64KibibytesOfData() {
        assertThat(read(event -> event.withData(json("\"" + "x".repeat(65_534) + "\""))))
                .isInstanceOf(Reading.Valid.class);
    }

    record BadEvent(String name, UnaryOperator<CloudEventBuilder> change, ProblemCode code, String pointer) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<BadEvent> badEvents() {
        return Stream.of(
                        bad("an id that is too long", event -> event.withId("i".repeat(256)), INVALID_ATTRIBUTE, "id"),
                        bad("an id with a line feed", event -> event.withId("a\nb"), INVALID_ATTRIBUTE, "id"),
                        bad("half of a surrogate pair", event -> event.withId("a\ud800"), INVALID_ATTRIBUTE, "id"),
                        bad(
                                "a type that is too long",
                                event -> event.withType("t".repeat(256)),
                                INVALID_ATTRIBUTE,
                                "type"),
                        bad(
                                "a source that is too long",
                                event -> event.withSource(URI.create("/" + "s".repeat(255))),
                                INVALID_ATTRIBUTE,
                                "source"),
                        bad("no time", event -> event.withTime(null), MISSING_ATTRIBUTE, "time"),
                        bad(
                                "a time in the future",
                                event -> event.withTime(time("2026-01-01T12:05:00.000000001Z")),
                                FUTURE_TIME,
                                "time"),
                        bad(
                                "a time before all databases",
                                event -> event.withTime(OffsetDateTime.MIN.plusDays(1)),
                                INVALID_ATTRIBUTE,
                                "time"),
                        bad("no channel", event -> event.withoutExtension("channel"), MISSING_ATTRIBUTE, "channel"),
                        bad(
                                "an empty channel",
                                event -> event.withExtension("channel", ""),
                                INVALID_ATTRIBUTE,
                                "channel"),
                        bad(
                                "no channel name",
                                event -> event.withExtension("channel", "lobby"),
                                INVALID_CHANNEL,
                                "channel"),
                        bad(
                                "a channel that is too long",
                                event -> event.withExtension("channel", "room:" + "x".repeat(124)),
                                INVALID_CHANNEL,
                                "channel"),
                        bad(
                                "an unknown kind",
                                event -> event.withExtension("channel", "lobby:1"),
                                UNKNOWN_KIND,
                                "channel"),
                        bad(
                                "a kind without durability",
                                event -> event.withExtension("channel", "live:1"),
                                UNSUPPORTED_DURABILITY,
                                "channel"),
                        bad(
                                "a collapse key that is too long",
                                event -> event.withExtension("collapsekey", "c".repeat(256)),
                                INVALID_ATTRIBUTE,
                                "collapsekey"),
                        bad(
                                "an expiry that is no time",
                                event -> event.withExtension("expirytime", "tomorrow"),
                                INVALID_ATTRIBUTE,
                                "expirytime"),
                        bad(
                                "an expiry beyond all databases",
                                event -> event.withExtension("expirytime", "+999999999-12-31T23:59:59Z"),
                                INVALID_ATTRIBUTE,
                                "expirytime"),
                        bad(
                                "an unknown priority",
                                event -> event.withExtension("priority", "urgent"),
                                INVALID_ATTRIBUTE,
                                "priority"),
                        bad(
                                "a traceparent with a control character",
                                event -> event.withExtension("traceparent", "00\u0000"),
                                INVALID_ATTRIBUTE,
                                "traceparent"),
                        bad(
                                "another content type",
                                event -> event.withDataContentType("text/plain"),
                                INVALID_ATTRIBUTE,
                                "datacontenttype"),
                        bad(
                                "a content type that only begins like JSON",
                                event -> event.withDataContentType("application/json5"),
                                INVALID_ATTRIBUTE,
                                "datacontenttype"),
                        badData("no data", event -> event.withoutData(), NOT_JSON),
                        badData("empty data", event -> event.withData(json("")), NOT_JSON),
                        badData("half a value", event -> event.withData(json("{\"a\":")), NOT_JSON),
                        badData("two values", event -> event.withData(json("1 2")), NOT_JSON),
                        badData("a duplicate name", event -> event.withData(json("{\"a\":1,\"a\":2}")), NOT_JSON),
                        badData(
                                "data that is too deep",
                                event -> event.withData(json("[".repeat(33) + "]".repeat(33))),
                                NOT_JSON),
                        badData(
                                "bytes that are not UTF-8",
                                event -> event.withData(new byte[] {'"', (byte) 0xff, '"'}),
                                NOT_JSON),
                        badData(
                                "data beyond 64 KiB",
                                event -> event.withData(json("\"" + "x".repeat(65_535) + "\"")),
                                TOO_LARGE))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("badEvents")
    void refusesWithCodePointerAndHint(BadEvent bad) {
        assertThat(read(bad.change())).isInstanceOfSatisfying(Reading.Rejected.class, rejected -> {
            assertThat(rejected.rejection().code()).isEqualTo(bad.code());
            assertThat(rejected.rejection().pointer()).isEqualTo(bad.pointer());
            assertThat(rejected.rejection().hint()).isNotBlank();
        });
    }

    @Test
    void refusesAKindWithoutDurablePublications() {
        CloudEvent event = valid().withExtension("channel", "live:match").build();

        assertThat(reader.read(event, NOW))
                .isInstanceOfSatisfying(
                        Reading.Rejected.class,
                        rejected -> assertThat(rejected.rejection().hint())
                                .isEqualTo("the kind live has no durable publications"));
    }

    @Test
    void keepsTheKeysOfDeduplicationApart() {
        var one = new PublicationEvent("b|c", "/a", "t", NOW, new ChannelName("room:1"), JsonBytes.of("1"));
        var other = new PublicationEvent("c", "/a", "t", NOW, new ChannelName("room:1"), JsonBytes.of("1"));

        assertThat(one.deduplicationKey()).isEqualTo("/a|b|c|room:1").isNotEqualTo(other.deduplicationKey());
    }

    private Reading read(UnaryOperator<CloudEventBuilder> change) {
        return reader.read(change.apply(valid()).build(), NOW);
    }

    private static CloudEventBuilder valid() {
        return CloudEventBuilder.v1()
                .withId("i")
                .withSource(URI.create("/shop"))
                .withType("order.shipped")
                .withTime(time("2026-01-01T12:00:00Z"))
                .withExtension("channel", "room:1")
                .withData(json("{ }"));
    }

    private static BadEvent bad(
            String name, UnaryOperator<CloudEventBuilder> change, ProblemCode code, String attribute) {
        return new BadEvent(name, change, code, "/attributes/" + attribute);
    }

    private static BadEvent badData(String name, UnaryOperator<CloudEventBuilder> change, ProblemCode code) {
        return new BadEvent(name, change, code, "");
    }

    private static OffsetDateTime time(String text) {
        return OffsetDateTime.parse(text);
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
