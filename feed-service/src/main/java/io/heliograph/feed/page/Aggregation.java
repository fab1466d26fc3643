package io.heliograph.feed.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Shows activities that belong together as one: "Bob and 4 others commented". */
public final class Aggregation {
    /** Groups that a cursor takes along; of more, those with the oldest beginnings begin anew on the next page. */
    public static final int MAX_OPEN = 40;

    private static final int NAMED_ACTORS = 3;
    private static final Duration WITHIN = Duration.ofHours(24);

    private Aggregation() {}

    /** What has to be known of an item. */
    public interface Groupable {
        UUID groupKey();

        String actor();

        Place place();
    }

    /**
     * A group of the pages so far, which older activities may still join.
     *
     * @param newest where its newest activity stands, which stands for it
     */
    public record Open(UUID groupKey, Place newest) {
        private boolean takes(Instant time) {
            return Duration.between(time, newest.time()).compareTo(WITHIN) < 0;
        }
    }

    /**
     * Activities that belong together.
     *
     * @param continues the newest activity of the group, when it is on an earlier page
     * @param items those of this page, the newest first; at least one
     * @param actors the newest item of each of the first three actors
     * @param actorCount how many different ones there are on this page
     */
    public record Group<T>(Optional<UUID> continues, List<T> items, List<T> actors, int actorCount) {
        public Group {
            items = List.copyOf(items);
            actors = List.copyOf(actors);
        }
    }

    /** @param open for the next page, at most {@value #MAX_OPEN} */
    public record Grouping<T>(List<Group<T>> groups, List<Open> open) {
        public Grouping {
            groups = List.copyOf(groups);
            open = List.copyOf(open);
        }
    }

    /**
     * The groups in the order of their newest items. Nothing is in a group that is 24 hours older than its newest.
     *
     * @param items of one page, the newest first
     * @param before the groups that earlier pages left open
     */
    public static <T extends Groupable> Grouping<T> group(List<T> items, List<Open> before) {
        Map<UUID, Open> open = new LinkedHashMap<>();
        before.forEach(group -> open.put(group.groupKey(), group));
        Map<Open, List<T>> members = new LinkedHashMap<>();
        for (T item : items) {
            Open group = open.get(item.groupKey());
            if (group == null || !group.takes(item.place().time())) {
                group = new Open(item.groupKey(), item.place());
                open.put(item.groupKey(), group);
            }
            members.computeIfAbsent(group, _ -> new ArrayList<>()).add(item);
        }
        List<Group<T>> groups = members.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
        return new Grouping<>(groups, stillOpen(open, items));
    }

    private static <T extends Groupable> List<Open> stillOpen(Map<UUID, Open> open, List<T> items) {
        return open.values().stream()
                .filter(group ->
                        items.isEmpty() || group.takes(items.getLast().place().time()))
                .sorted(Comparator.comparing((Open group) -> group.newest().time())
                        .reversed())
                .limit(MAX_OPEN)
                .toList();
    }

    private static <T extends Groupable> Group<T> of(Open group, List<T> items) {
        Map<String, T> actors = new LinkedHashMap<>();
        items.forEach(item -> actors.putIfAbsent(item.actor(), item));
        boolean begins = items.getFirst().place().equals(group.newest());
        return new Group<>(
                begins ? Optional.empty() : Optional.of(group.newest().id()),
                items,
                actors.values().stream().limit(NAMED_ACTORS).toList(),
                actors.size());
    }
}
