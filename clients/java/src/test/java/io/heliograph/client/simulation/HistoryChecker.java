package io.heliograph.client.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares what a client applied of a channel with what was published to it. */
final class HistoryChecker {
    /** A publication at its offset. */
    record Entry(long offset, String content) {}

    private HistoryChecker() {}

    /** @param log all publications, from offset 1 on */
    static List<String> problems(List<Entry> log, List<Entry> applied) {
        List<String> problems = new ArrayList<>();
        Set<Entry> published = Set.copyOf(log);
        Set<Long> seen = new HashSet<>();
        long last = 0;
        for (Entry entry : applied) {
            if (!seen.add(entry.offset())) {
                problems.add("applied twice: " + entry.offset());
            } else if (entry.offset() < last) {
                problems.add("out of order: " + entry.offset() + " after " + last);
            }
            last = Math.max(last, entry.offset());
            if (!published.contains(entry)) {
                problems.add("different content: " + entry);
            }
        }
        log.stream()
                .filter(entry -> !seen.contains(entry.offset()))
                .forEach(entry -> problems.add("lost: " + entry.offset()));
        return problems;
    }
}
