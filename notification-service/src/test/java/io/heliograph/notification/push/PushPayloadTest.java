package io.heliograph.notification.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.inbox.NotificationId;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushPayloadTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final NotificationId ID = new NotificationId(UUID.randomUUID());

    @Test
    void holdsWhatAServiceWorkerShowsAndNothingElse() throws IOException {
        JsonBytes form = JsonBytes.of("""
                {"title":"Shipped","body":"Order 4711","url":"/orders/4711","icon":"/box.png","category":"orders","count":3,\
                "priority":"high","data":{"secret":1},"actor":{"id":"bob"},"event":{"source":"/shop","id":"1"}}""");

        JsonNode payload = MAPPER.readTree(
                PushPayload.of(ID, "order-4711", form, PushPayload.MAX_BYTES).array());

        assertThat(payload).isEqualTo(MAPPER.readTree("""
                {"id":"%s","tag":"order-4711","title":"Shipped","body":"Order 4711","url":"/orders/4711","icon":"/box.png",\
                "category":"orders","count":3}""".formatted(ID)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "€", "😀", "\"", "\\", "\u0001"})
    void shortensTheBodyAtACharacterAndStaysWithinTheBound(String character) throws IOException {
        ObjectNode form = MAPPER.createObjectNode().put("title", "Shipped").put("body", character.repeat(4_000));

        for (int max : new int[] {PushPayload.MAX_BYTES, PushPayload.SHORT_BYTES}) {
            JsonBytes payload = PushPayload.of(ID, "tag", JsonBytes.of(form.toString()), max);

            assertThat(payload.length()).isLessThanOrEqualTo(max).isGreaterThan(max - 16);
            String body = MAPPER.readTree(payload.array()).path("body").textValue();
            assertThat(body).endsWith("…");
            assertThat(body.substring(0, body.length() - 1).replace(character, ""))
                    .isEmpty();
        }
    }

    @Test
    void givesUpTheIconBeforeTheUrlAndBothBeforeTheTitle() throws IOException {
        String link = "/" + "l".repeat(1_800);
        ObjectNode form = MAPPER.createObjectNode()
                .put("title", "€".repeat(200))
                .put("url", link)
                .put("icon", link);

        JsonNode longest = MAPPER.readTree(
                PushPayload.of(ID, "tag", JsonBytes.of(form.toString()), 3_000).array());
        JsonBytes shortest = PushPayload.of(ID, "t".repeat(255), JsonBytes.of(form.toString()), 1_000);

        assertThat(longest.has("icon")).isFalse();
        assertThat(longest.path("url").textValue()).isEqualTo(link);
        assertThat(longest.path("title").textValue()).hasSize(200);
        assertThat(shortest.length()).isLessThanOrEqualTo(1_000);
        assertThat(MAPPER.readTree(shortest.array()).path("title").textValue()).startsWith("€€€");
    }
}
