package io.heliograph.feed.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows activities that belong together as one: "Bob and 4 others commented". */
public final class Aggregation {
    private static final int NAMED_ACTORS = 3;
    private static final Duration WITHIN = Duration.ofHours(24);

    private Aggregation() {}

    /** What has to be known of an item. */
    public interface Groupable {
        String groupKey();

        String actor();

        Instant time();
    }

    /**
     * Activities that belong together.
     *
     * @param items the newest first; at least one
     * @param actors the newest item of each of the first three actors
     * @param actorCount how many different ones there are
     */
    public record Group<T>(List<T> items, List<T> actors, int actorCount) {
        public Group {
            items = List.copyOf(items);
            actors = List.copyOf(actors);
        }
    }

    /**
     * The groups in the order of their newest items. Nothing is in a group that is 24 hours older than its newest.
     *
     * @param items the newest first
     */
    public static <T extends Groupable> List<Group<T>> groups(List<T> items) {
        List<List<T>> groups = new ArrayList<>();
        Map<String, List<T>> open = new LinkedHashMap<>();
        for (T item : items) {
            List<T> group = open.get(item.groupKey());
            if (group == null || !belongs(item, group.getFirst())) {
                group = new ArrayList<>();
                groups.add(group);
                open.put(item.groupKey(), group);
            }
            group.add(item);
        }
        return groups.stream().map(Aggregation::group).toList();
    }

    private static boolean belongs(Groupable item, Groupable newest) {
        return Duration.between(item.time(), newest.time()).compareTo(WITHIN) < 0;
    }

    private static <T extends Groupable> Group<T> group(List<T> items) {
        Map<String, T> actors = new LinkedHashMap<>();
        items.forEach(item -> actors.putIfAbsent(item.actor(), item));
        return new Group<>(items, actors.values().stream().limit(NAMED_ACTORS).toList(), actors.size());
    }
}
