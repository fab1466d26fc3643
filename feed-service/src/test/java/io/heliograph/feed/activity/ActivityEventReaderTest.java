package io.heliograph.feed.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProtocolLimits;
import io.heliograph.feed.retention.RetentionPolicy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActivityEventReaderTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String SMALL =
            "{\"actor\":{\"id\":\"bob\"},\"verb\":\"commented\",\"object\":{\"type\":\"d\",\"id\":\"p\"},\"feeds\":[%s]%s}";

    private final ActivityEventReader reader =
            new ActivityEventReader(new EventSchemas(), new RetentionPolicy(Duration.ofDays(90), 10_000));

    @Test
    void takesWhatItNeedsAndKeepsTheRestForScreens() throws JsonProcessingException {
        Activity activity = activity(
                "{\"actor\":{\"id\":\"bob\",\"name\":\"Bob\"},\"verb\":\"commented\",\"object\":{\"type\":\"d\",\"id\":\"p\"},"
                        + "\"feeds\":[\"a\",\"b\"],\"content\":\"Zoë \\ud800\",\"data\":{\"k\":1},\"unknown\":2}");

        assertThat(activity.actor()).isEqualTo("bob");
        assertThat(activity.feeds()).containsExactly("a", "b");
        assertThat(activity.visibility()).isEqualTo(new Visibility.Everybody());
        assertThat(activity.document()).isASCII();
        JsonNode form =
                new JsonMapper().readTree(ScreenForm.of(activity.document(), activity.time(), activity.feeds()));
        assertThat(form.path("id").asText()).isEqualTo(activity.id().toString());
        assertThat(form.path("time").asText()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(form.path("content").asText()).startsWith("Zoë ");
        assertThat(form.path("data").path("k").asInt()).isEqualTo(1);
        assertThat(form.has("unknown")).isFalse();
    }

    @Test
    void doesNotTellScreensWhoElseMaySeeIt() {
        Activity activity = activity(SMALL.formatted("\"a\"", ",\"visibility\":{\"users\":[\"ann\",\"carl\"]}"));

        assertThat(activity.visibility()).isEqualTo(new Visibility.Users(Set.of("ann", "carl")));
        assertThat(activity.document()).contains("\"visibility\":\"users\"").doesNotContain("ann");
    }

    @Test
    void groupsByVerbAndObjectUnlessToldOtherwise() {
        Activity usual = activity(SMALL.formatted("\"a\"", ""));
        Activity same = activity(SMALL.formatted("\"b\"", ",\"content\":\"x\""));
        Activity chosen = activity(SMALL.formatted("\"a\"", ",\"aggregate_by\":\"x\""));

        assertThat(same.groupKey()).isEqualTo(usual.groupKey());
        assertThat(chosen.groupKey()).isNotEqualTo(usual.groupKey());
    }

    @Test
    void refusesWhatLiesInTheFuture() {
        assertThat(refused(event(EventType.ACTIVITY, SMALL.formatted("\"a\"", ""), NOON.plusSeconds(301))))
                .extracting(Rejection::code, Rejection::pointer)
                .containsExactly(ProblemCode.FUTURE_TIME, "/attributes/time");
    }

    @Test
    void refusesWhatWouldBeRemovedAtOnceUnlessItIsARetraction() {
        Instant old = NOON.minus(Duration.ofDays(91));

        assertThat(refused(event(EventType.ACTIVITY, SMALL.formatted("\"a\"", ""), old)))
                .isEqualTo(new Rejection(
                        ProblemCode.INVALID_ATTRIBUTE,
                        "/attributes/time",
                        "activities are kept for feed.retention (PT2160H), this one is of 2025-10-02T12:00:00Z"));
        assertThat(reader.read(
                        event(
                                EventType.ACTIVITY_RETRACTED,
                                "{\"retracts\":{\"source\":\"/documents\",\"id\":\"c1\"},\"feeds\":[\"a\"]}",
                                old),
                        NOON))
                .isInstanceOf(Reading.Taken.class);
    }

    @Test
    void refusesMoreThanTwentyFeeds() {
        String feeds =
                IntStream.rangeClosed(1, 21).mapToObj(i -> "\"f" + i + "\"").collect(Collectors.joining(","));

        assertThat(refused(SMALL.formatted(feeds, "")))
                .extracting(Rejection::code, Rejection::pointer)
                .containsExactly(ProblemCode.SCHEMA_VIOLATION, "/feeds");
    }

    @Test
    void refusesAMegabyteOfContent() {
        assertThat(refused(SMALL.formatted("\"a\"", ",\"content\":\"" + "x".repeat(1 << 20) + "\""))
                        .code())
                .isEqualTo(ProblemCode.TOO_LARGE);
    }

    /** Each of these characters has 2 bytes in the event and 6 in the publication. */
    @Test
    void refusesWhatGrowsBeyondAPublication() {
        String umlauts = ",\"data\":{\"text\":\"%s\"}";

        Activity largest = activity(SMALL.formatted("\"a\"", umlauts.formatted("ä".repeat(10_800))));
        Rejection refused = refused(SMALL.formatted("\"a\"", umlauts.formatted("ä".repeat(11_000))));

        assertThat(ScreenForm.of(largest.document(), NOON.plusNanos(123_456_000), largest.feeds()))
                .hasSizeLessThanOrEqualTo(ProtocolLimits.MAX_DATA_BYTES);
        assertThat(refused.code()).isEqualTo(ProblemCode.TOO_LARGE);
        assertThat(refused.hint()).containsPattern("has 66\\d{3} bytes, 65536 are allowed");
    }

    @Test
    void refusesMoreContentThanTheSchemaAllows() {
        assertThat(refused(SMALL.formatted("\"a\"", ",\"content\":\"" + "x".repeat(4_097) + "\"")))
                .extracting(Rejection::code, Rejection::pointer)
                .containsExactly(ProblemCode.SCHEMA_VIOLATION, "/content");
    }

    @Test
    void refusesAVisibilityThatItDoesNotKnow() {
        assertThat(refused(SMALL.formatted("\"a\"", ",\"visibility\":\"friends\"")))
                .extracting(Rejection::code, Rejection::pointer)
                .containsExactly(ProblemCode.SCHEMA_VIOLATION, "/visibility");
    }

    @Test
    void refusesOtherTypes() {
        assertThat(refused(event(EventType.NOTIFICATION, "{}", NOON)).code()).isEqualTo(ProblemCode.UNKNOWN_TYPE);
    }

    @Test
    void refusesHalfOfACharacterInAUser() {
        assertThat(refused(SMALL.formatted("\"a\"", "").replace("bob", "bob\\ud800")))
                .extracting(Rejection::code, Rejection::pointer)
                .containsExactly(ProblemCode.SCHEMA_VIOLATION, "/actor/id");
    }

    @Test
    void readsRetractions() {
        CloudEvent event = event(
                EventType.ACTIVITY_RETRACTED,
                "{\"retracts\":{\"source\":\"/documents\",\"id\":\"c1\"},\"feeds\":[\"a\"]}",
                NOON);

        assertThat(reader.read(event, NOON))
                .isEqualTo(new Reading.Taken(new FeedEvent.Retracted(
                        new EventReference("/documents", "event-1"), NOON, new EventReference("/documents", "c1"))));
    }

    private Activity activity(String data) {
        if (reader.read(event(EventType.ACTIVITY, data, NOON), NOON) instanceof Reading.Taken(FeedEvent.Added added)) {
            return added.activity();
        }
        throw new AssertionError("it was refused: " + reader.read(event(EventType.ACTIVITY, data, NOON), NOON));
    }

    private Rejection refused(String data) {
        return refused(event(EventType.ACTIVITY, data, NOON));
    }

    private Rejection refused(CloudEvent event) {
        if (reader.read(event, NOON) instanceof Reading.Refused(Rejection rejection)) {
            return rejection;
        }
        throw new AssertionError("it was taken");
    }

    private static CloudEvent event(String type, String data, Instant time) {
        return CloudEventBuilder.v1()
                .withId("event-1")
                .withSource(URI.create("/documents"))
                .withType(type)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
