package io.heliograph.presence.membership;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemberValuesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static Presence presence(int number, String data) {
        return new Presence("c" + number, "d" + number, "g1", data, NOON.plusSeconds(number), NOON, null);
    }

    @Test
    void keepsToTheBoundByLeavingOutTheDataOfThoseThatEnteredFirst() {
        String large = "{\"x\":\"" + "é".repeat(1_900) + "\"}";
        List<Presence> shown =
                IntStream.range(0, 20).mapToObj(i -> presence(i, large)).toList();

        ObjectNode json = MemberValues.memberJson("ann", shown);

        assertThat(json.toString().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(MemberValues.MAX_BYTES);
        assertThat(json.path("devices")).hasSize(20);
        assertThat(json.path("devices").get(0).has("data")).isFalse();
        assertThat(json.path("devices").get(19).path("data").path("x").asText()).hasSize(1_900);
        assertThat(json.path("since").asText()).isEqualTo("2026-01-01T12:00:00Z");
    }

    @Test
    void carriesTheDataAsTheyAre() {
        JsonNode device = MemberValues.memberJson("ann", List.of(presence(1, "{\"n\":1.50}")))
                .path("devices")
                .get(0);

        assertThat(device.path("data").path("n").asDouble()).isEqualTo(1.5);
    }

    @Test
    void nobodyIsARemoval() {
        assertThat(MemberValues.member("room:1", "ann", List.of(), 2, NOON).data())
                .isNull();
    }
}
