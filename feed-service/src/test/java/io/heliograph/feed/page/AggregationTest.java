package io.heliograph.feed.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AggregationTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    record Item(String groupKey, String actor, Instant time) implements Aggregation.Groupable {}

    @Test
    void namesTheNewestThreeActorsAndCountsThemAll() {
        List<Item> items = List.of(
                item("g", "bob", 1),
                item("g", "ann", 2),
                item("g", "bob", 3),
                item("g", "carl", 4),
                item("g", "dora", 5),
                item("g", "eve", 6));

        var group = Aggregation.groups(items).getFirst();

        assertThat(group.items()).isEqualTo(items);
        assertThat(group.actors()).extracting(Item::actor).containsExactly("bob", "ann", "carl");
        assertThat(group.actorCount()).isEqualTo(5);
    }

    @Test
    void standsWhereItsNewestItemStands() {
        var groups = Aggregation.groups(List.of(item("a", "bob", 1), item("b", "ann", 2), item("a", "carl", 3)));

        assertThat(groups)
                .extracting(group -> group.items().getFirst().groupKey())
                .containsExactly("a", "b");
        assertThat(groups).extracting(Aggregation.Group::actorCount).containsExactly(2, 1);
    }

    @Test
    void beginsAnewAfterADay() {
        var groups = Aggregation.groups(List.of(
                item("a", "bob", 0),
                item("a", "ann", 24 * 60 - 1),
                item("a", "carl", 24 * 60),
                item("a", "eve", 25 * 60)));

        assertThat(groups).extracting(Aggregation.Group::actorCount).containsExactly(2, 2);
    }

    private static Item item(String group, String actor, int minutesBefore) {
        return new Item(group, actor, NOON.minusSeconds(60L * minutesBefore));
    }
}
