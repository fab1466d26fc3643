package io.heliograph.feed.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregationTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    record Item(UUID groupKey, String actor, Place place) implements Aggregation.Groupable {}

    @Test
    void namesTheNewestThreeActorsAndCountsThemAll() {
        List<Item> items = List.of(
                item("g", "bob", 1),
                item("g", "ann", 2),
                item("g", "bob", 3),
                item("g", "carl", 4),
                item("g", "dora", 5),
                item("g", "eve", 6));

        var group = Aggregation.group(items, List.of()).groups().getFirst();

        assertThat(group.items()).isEqualTo(items);
        assertThat(group.actors()).extracting(Item::actor).containsExactly("bob", "ann", "carl");
        assertThat(group.actorCount()).isEqualTo(5);
    }

    @Test
    void standsWhereItsNewestItemStands() {
        var groups = Aggregation.group(
                        List.of(item("a", "bob", 1), item("b", "ann", 2), item("a", "carl", 3)), List.of())
                .groups();

        assertThat(groups)
                .extracting(group -> group.items().getFirst().groupKey())
                .containsExactly(key("a"), key("b"));
        assertThat(groups).extracting(Aggregation.Group::actorCount).containsExactly(2, 1);
    }

    @Test
    void beginsAnewAfterADay() {
        var groups = Aggregation.group(
                        List.of(
                                item("a", "bob", 0),
                                item("a", "ann", 24 * 60 - 1),
                                item("a", "carl", 24 * 60),
                                item("a", "eve", 25 * 60)),
                        List.of())
                .groups();

        assertThat(groups).extracting(Aggregation.Group::actorCount).containsExactly(2, 2);
    }

    @Test
    void goesOnOnTheNextPage() {
        var first = Aggregation.group(List.of(item("a", "bob", 1), item("b", "ann", 2)), List.of());
        var second = Aggregation.group(List.of(item("c", "eve", 3), item("a", "carl", 4)), first.open());
        var third = Aggregation.group(List.of(item("b", "dora", 5)), second.open());

        assertThat(first.groups())
                .allSatisfy(group -> assertThat(group.continues()).isEmpty());
        assertThat(second.groups())
                .extracting(Aggregation.Group::continues)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(item("a", "bob", 1).place().id()));
        assertThat(third.groups())
                .extracting(Aggregation.Group::continues)
                .containsExactly(Optional.of(item("b", "ann", 2).place().id()));
    }

    /** However a list is cut into pages, its groups are the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isTheSameWithAndWithoutPages(long seed) {
        RandomGenerator random = new Random(seed);
        List<Item> items = IntStream.range(0, 200)
                .mapToObj(i -> item("g" + random.nextInt(20), "bob", 30 * i))
                .toList();
        Map<UUID, List<Item>> joined = new LinkedHashMap<>();
        List<Aggregation.Open> open = List.of();

        for (int from = 0; from < items.size(); ) {
            int to = Math.min(items.size(), from + 1 + random.nextInt(30));
            var page = Aggregation.group(items.subList(from, to), open);
            page.groups()
                    .forEach(group -> joined.computeIfAbsent(
                                    group.continues()
                                            .orElse(group.items()
                                                    .getFirst()
                                                    .place()
                                                    .id()),
                                    _ -> new ArrayList<>())
                            .addAll(group.items()));
            open = page.open();
            from = to;
        }

        assertThat(joined.values())
                .as("seed %d", seed)
                .containsExactlyElementsOf(Aggregation.group(items, List.of()).groups().stream()
                        .map(Aggregation.Group::items)
                        .toList());
    }

    @Test
    void takesNoMoreAlongThanACursorHolds() {
        List<Item> items =
                IntStream.range(0, 100).mapToObj(i -> item("g" + i, "bob", i)).toList();

        var open = Aggregation.group(items, List.of()).open();

        assertThat(open)
                .hasSize(Aggregation.MAX_OPEN)
                .first()
                .isEqualTo(new Aggregation.Open(key("g0"), items.getFirst().place()));
    }

    private static Item item(String group, String actor, int minutesBefore) {
        return new Item(
                key(group), actor, new Place(NOON.minusSeconds(60L * minutesBefore), new UUID(0, minutesBefore)));
    }

    private static UUID key(String group) {
        return UUID.nameUUIDFromBytes(group.getBytes(StandardCharsets.UTF_8));
    }
}
