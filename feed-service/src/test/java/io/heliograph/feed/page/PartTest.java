package io.heliograph.feed.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartTest {
    private static final int LIST = 1_000;
    private static final int MAX_READ = 500;

    @Test
    void isFullWhateverIsHidden() {
        Part<Integer> part = Part.read(Window.first(3), MAX_READ, list(i -> i % 100 == 0));

        assertThat(part.items()).containsExactly(0, 100, 200);
        assertThat(part.more()).contains(place(200));
    }

    @Test
    void losesNothingBetweenPages() {
        Part<Integer> first = Part.read(Window.first(3), MAX_READ, list(i -> i % 7 == 0));
        Part<Integer> second = Part.read(new Window(false, first.more(), 3), MAX_READ, list(i -> i % 7 == 0));

        assertThat(Stream.concat(first.items().stream(), second.items().stream()))
                .containsExactly(0, 7, 14, 21, 28, 35);
    }

    @Test
    void endsWhereTheListEnds() {
        Part<Integer> part = Part.read(new Window(false, Optional.of(place(989)), 3), MAX_READ, list(i -> i == 995));

        assertThat(part.items()).containsExactly(995);
        assertThat(part.more()).isEmpty();
    }

    @Test
    void endsShortAndSaysSoWhenTooMuchIsHidden() {
        Part<Integer> part = Part.read(Window.first(10), MAX_READ, list(i -> i == 2 || i == 999));

        assertThat(part.items()).containsExactly(2);
        assertThat(part.more()).isPresent();
        Part<Integer> next = Part.read(new Window(false, part.more(), 10), MAX_READ, list(i -> i == 2 || i == 999));
        assertThat(next.items()).containsExactly(999);
    }

    @Test
    void isNewestFirstInBothDirections() {
        Part<Integer> part =
                Part.read(new Window(true, Optional.of(place(50)), 3), MAX_READ, reversed(i -> i % 2 == 0));

        assertThat(part.items()).containsExactly(44, 46, 48);
        assertThat(part.more()).contains(place(44));
    }

    private static Part.Source<Integer> list(IntPredicate shown) {
        return (from, count) ->
                entries(IntStream.range(from.map(PartTest::number).orElse(-1) + 1, LIST), count, shown);
    }

    private static Part.Source<Integer> reversed(IntPredicate shown) {
        return (from, count) -> {
            int first = from.map(PartTest::number).orElse(LIST);
            return entries(IntStream.range(0, first).map(i -> first - 1 - i), count, shown);
        };
    }

    private static List<Part.Entry<Integer>> entries(IntStream numbers, int count, IntPredicate shown) {
        return numbers.limit(count)
                .mapToObj(i -> new Part.Entry<>(place(i), shown.test(i) ? Optional.of(i) : Optional.empty()))
                .toList();
    }

    private static Place place(int number) {
        return new Place(Instant.EPOCH, new UUID(0, number));
    }

    private static int number(Place place) {
        return (int) place.id().getLeastSignificantBits();
    }
}
