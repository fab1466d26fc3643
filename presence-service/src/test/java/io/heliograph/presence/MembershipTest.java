package io.heliograph.presence;

import static io.heliograph.presence.TopicReader.header;
import static io.heliograph.presence.TopicReader.key;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MembershipTest extends RunningService {
    private final String room = "room:" + unique;

    private List<ConsumerRecord<byte[], byte[]>> told(TopicReader signals, int atLeast) {
        return signals.first(atLeast, record -> key(record).equals(room));
    }

    private static List<String> keys(List<ConsumerRecord<byte[], byte[]>> signals) {
        return signals.stream().map(signal -> header(signal, "ce_statekey")).toList();
    }

    @Test
    void whoEntersIsAMemberUntilLeaving() {
        gateway.entered(room, "ann", "c1", "{\"name\":\"Ann\"}");
        gateway.entered(room, "bob", "c2", "{}");
        try (TopicReader signals = reader(Topic.SIGNALS)) {
            ConsumerRecord<byte[], byte[]> entered = told(signals, 2).getFirst();
            assertThat(header(entered, "ce_type")).isEqualTo("io.heliograph.member.v1");
            assertThat(header(entered, "ce_statekey")).isEqualTo("member:ann");
            assertThat(json(entered).path("user").asText()).isEqualTo("ann");
            JsonNode device = json(entered).path("devices").get(0);
            assertThat(device.path("connection").asText()).isEqualTo("c1");
            assertThat(device.path("device").asText()).isEqualTo("d1");
            assertThat(device.path("data").path("name").asText()).isEqualTo("Ann");

            assertThat(get(ann, List.of("room:*"), "/presence/channels/" + room)
                            .body()
                            .path("members"))
                    .extracting(member -> member.path("user").asText())
                    .containsExactly("ann", "bob");
            assertThat(get(ann, List.of(), "/presence/channels/" + room).status())
                    .isEqualTo(403);
            assertThat(get(ann, List.of("user:*"), "/presence/channels/user:ann")
                            .status())
                    .isEqualTo(403);
            assertThat(get(ann, List.of(), "/presence/channels/nothing").status())
                    .isEqualTo(400);

            gateway.left(room, "ann", "c1", "left");
            List<ConsumerRecord<byte[], byte[]>> told = told(signals, 3);
            assertThat(keys(told)).containsExactly("member:ann", "member:bob", "member:ann");
            assertThat(json(told.getLast()).isNull()).isTrue();
        }
    }

    @Test
    void whoseConnectionClosesHasTheGraceToComeBack() {
        awaitDeciding();
        gateway.entered(room, "ann", "c1", "{}");
        gateway.entered(room, "bob", "c2", "{}");
        try (TopicReader signals = reader(Topic.SIGNALS)) {
            told(signals, 2);
            gateway.left(room, "ann", "c1", "closed");
            gateway.left(room, "bob", "c2", "closed");
            gateway.entered(room, "ann", "c3", "{}");

            List<ConsumerRecord<byte[], byte[]>> told = told(signals, 3);
            assertThat(keys(told)).containsExactly("member:ann", "member:bob", "member:bob");
            assertThat(json(told.getLast()).isNull()).isTrue();
        }
    }

    @Test
    void aPodThatDiesTakesItsMembersAlong() {
        awaitDeciding();
        Gateway other = gateway();
        gateway.entered(room, "ann", "c1", "{}");
        other.entered(room, "bob", "c2", "{}");
        try (TopicReader signals = reader(Topic.SIGNALS)) {
            told(signals, 2);
            gateway.die();

            assertThat(keys(told(signals, 3)).getLast()).isEqualTo("member:ann");
            other.left(room, "bob", "c2", "left");
            assertThat(keys(told(signals, 4))).hasSize(4);
        }
    }

    @Test
    void manyMembersAreCountedAndListedAgainWhenFew() {
        try (TopicReader signals = reader(Topic.SIGNALS)) {
            for (int i = 0; i < 5; i++) {
                gateway.entered(room, "u" + i, "c" + i, "{}");
                told(signals, i + 1);
            }
            gateway.entered(room, "u5", "c5", "{}");

            // Telling may be repeated, so what counts is the last word of each key.
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                Map<String, JsonNode> state = lastOfEach(told(signals, 11));
                assertThat(state).hasSize(6).containsKey("occupancy");
                assertThat(requireNonNull(state.get("occupancy")).toString())
                        .isEqualTo("{\"members\":6,\"connections\":6}");
                assertThat(IntStream.range(0, 5).mapToObj(n -> requireNonNull(state.get("member:u" + n))))
                        .allMatch(JsonNode::isNull);
            });
            assertThat(get(ann, List.of("room:*"), "/presence/channels/" + room)
                            .body()
                            .path("occupancy")
                            .path("members")
                            .asInt())
                    .isEqualTo(6);

            for (int i = 3; i < 6; i++) {
                gateway.left(room, "u" + i, "c" + i, "left");
            }
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                Map<String, JsonNode> state = lastOfEach(told(signals, 12));
                assertThat(requireNonNull(state.get("occupancy")).isNull()).isTrue();
                assertThat(IntStream.range(0, 3)
                                .mapToObj(n -> requireNonNull(state.get("member:u" + n))
                                        .path("user")
                                        .asText()))
                        .containsExactly("u0", "u1", "u2");
            });
        }
    }

    @Test
    void aMembershipThatCannotBeValidIsPassedOver() {
        gateway.emitRaw(Topic.MEMBERSHIPS, room, EventType.MEMBERSHIP_ENTERED, "{}");
        gateway.entered("user:" + unique, "ann", "c1", "{}");
        gateway.entered(room, "ann", "c1", "{\"x\":\"" + "x".repeat(5_000) + "\"}");
        gateway.entered(room, "bob", "c2", "{}");

        try (TopicReader signals = reader(Topic.SIGNALS)) {
            assertThat(keys(told(signals, 1))).containsExactly("member:bob");
        }
        assertThat(metric("heliograph_presence_refused_total{reason=\"too_large\",topic=\"heliograph.memberships\"}"))
                .isEqualTo(1);
        assertThat(metric(
                        "heliograph_presence_refused_total{reason=\"unknown_kind\",topic=\"heliograph.memberships\"}"))
                .isEqualTo(1);
    }

    private static Map<String, JsonNode> lastOfEach(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, JsonNode> last = new HashMap<>();
        List<String> keys = keys(records);
        for (int i = 0; i < records.size(); i++) {
            last.put(keys.get(i), json(records.get(i)));
        }
        return last;
    }
}
