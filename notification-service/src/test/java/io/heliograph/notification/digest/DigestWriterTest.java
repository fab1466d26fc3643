package io.heliograph.notification.digest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ProtocolLimits;
import io.heliograph.notification.inbox.EventReference;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.ScreenForm;
import io.heliograph.notification.preferences.Categories;
import io.heliograph.notification.preferences.CategoryPolicy;
import io.heliograph.notification.preferences.DigestChoice;
import io.heliograph.notification.preferences.RateBound;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigestWriterTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final DigestDue DUE = new DigestDue("ann", "orders", NOON, 1, NOON);
    private static final NotificationId ID = NotificationId.of(new EventReference("/shop", "1"), "ann");

    private final DigestWriter writer =
            new DigestWriter(new Categories(List.of(category("orders", "Your orders")), category("default", "Others")));

    @Test
    void saysHowManyThereAreAndShowsTheFirst() throws IOException {
        var content = new DigestContent(
                List.of(ID),
                3,
                List.of(item("{\"title\":\"On its way\",\"body\":\"…\",\"url\":\"/orders/1\",\"data\":{\"a\":1},"
                        + "\"createdAt\":\"2026-01-01T11:00:00Z\"}")));

        JsonNode form = json(writer.form(DUE, content));

        assertThat(form.path("title").textValue()).isEqualTo("Your orders: 3 new");
        assertThat(form.path("count").intValue()).isEqualTo(3);
        assertThat(form.path("category").textValue()).isEqualTo("orders");
        assertThat(form.path("createdAt").textValue()).isEqualTo(NOON.toString());
        assertThat(form.at("/data/digest/items"))
                .hasToString(
                        "[{\"id\":\"%s\",\"title\":\"On its way\",\"url\":\"/orders/1\",\"createdAt\":\"2026-01-01T11:00:00Z\"}]"
                                .formatted(ID));
    }

    /** It is no event, but screens that know notifications must know digests. */
    @Test
    void hasTheMembersOfANotification() {
        ScreenForm form = writer.form(DUE, new DigestContent(List.of(ID), 1, List.of(item("{\"title\":\"A\"}"))));
        String asEvent =
                "{\"recipients\":[\"ann\"]," + new String(form.shared().array(), StandardCharsets.UTF_8).substring(1);

        assertThat(new EventSchemas().check(EventType.NOTIFICATION, asEvent.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void fitsAPublicationHoweverLargeItsItemsAre() throws IOException {
        String large = "{\"title\":\"%s\",\"url\":\"/%s\"}".formatted("\u20ac".repeat(200), "a".repeat(2_047));
        var content = new DigestContent(
                List.of(ID),
                50,
                IntStream.range(0, 50).mapToObj(_ -> item(large)).toList());

        ScreenForm form = writer.form(DUE, content);

        assertThat(form.shared().length()).isLessThan(ProtocolLimits.MAX_DATA_BYTES);
        assertThat(json(form).at("/data/digest/items")).hasSizeBetween(10, 49);
        assertThat(json(form).path("count").intValue()).isEqualTo(50);
    }

    @Test
    void isTheSameForTheSameUserCategoryAndTimeOnly() {
        assertThat(new DigestDue("ann", "orders", NOON, 2, NOON.plusSeconds(9)).id())
                .isEqualTo(DUE.id());
        assertThat(List.of(
                        new DigestDue("bob", "orders", NOON, 1, NOON).id(),
                        new DigestDue("ann", "default", NOON, 1, NOON).id(),
                        new DigestDue("ann", "orders", NOON.plusSeconds(1), 1, NOON).id()))
                .doesNotContain(DUE.id())
                .doesNotHaveDuplicates();
    }

    private static DigestContent.Item item(String form) {
        return new DigestContent.Item(ID, new ScreenForm(JsonBytes.of(form)));
    }

    private static JsonNode json(ScreenForm form) throws IOException {
        return new JsonMapper().readTree(form.shared().array());
    }

    private static CategoryPolicy category(String name, String title) {
        return new CategoryPolicy(
                name, title, Set.of(), false, true, RateBound.NONE, DigestChoice.OFF, Duration.ofSeconds(20));
    }
}
