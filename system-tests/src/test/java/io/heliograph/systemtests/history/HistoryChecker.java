package io.heliograph.systemtests.history;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.systemtests.history.History.Outcome;
import io.heliograph.systemtests.history.History.Published;
import io.heliograph.systemtests.history.History.Row;
import io.heliograph.systemtests.history.Violation.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what was published with what is stored, and what is stored with what each connection and each device got. */
public final class HistoryChecker {
    private final History history;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<Place, Row> rowsByPlace;
    private final Map<ChannelName, List<Row>> rowsByChannel;

    private HistoryChecker(History history) {
        this.history = history;
        this.rowsByPlace = history.rows().stream()
                .collect(toMap(row -> new Place(row.channel(), row.epoch(), row.offset()), row -> row, (a, _) -> a));
        this.rowsByChannel = history.rows().stream().collect(groupingBy(Row::channel));
    }

    /** The place of a publication: the same for all devices. */
    record Place(ChannelName channel, long epoch, long offset) {}

    private record Event(ChannelName channel, String id) {}

    /** All violations; a good run has none. */
    public static List<Violation> check(History history) {
        var checker = new HistoryChecker(history);
        checker.checkStored();
        checker.checkOffsets();
        checker.checkOrderOfProducers();
        history.frames()
                .forEach((connection, frames) ->
                        checker.violations.addAll(new ConnectionRules(connection, checker.rowsByPlace).check(frames)));
        history.applied()
                .forEach((device, applied) ->
                        checker.violations.addAll(new DeviceRules(device, checker.rowsByChannel).check(applied)));
        return List.copyOf(checker.violations);
    }

    private void checkStored() {
        Map<Event, Integer> stored = new LinkedHashMap<>();
        history.rows().forEach(row -> stored.merge(new Event(row.channel(), row.id()), 1, Integer::sum));
        Set<Event> published = new HashSet<>();
        for (Published publication : history.published()) {
            var event = new Event(publication.channel(), publication.id());
            published.add(event);
            if (publication.outcome() == Outcome.ACKNOWLEDGED && !stored.containsKey(event)) {
                report(Rule.LOST, publication.id() + " in " + publication.channel());
            }
        }
        stored.forEach((event, count) -> {
            if (!published.contains(event)) {
                report(Rule.UNEXPECTED, event.id() + " in " + event.channel());
            }
            if (count > 1) {
                report(Rule.STORED_TWICE, event.id() + " in " + event.channel() + ", " + count + " times");
            }
        });
    }

    private void checkOffsets() {
        rowsByChannel.forEach((channel, rows) -> {
            List<Long> offsets = rows.stream().map(Row::offset).sorted().toList();
            for (int i = 0; i < offsets.size(); i++) {
                if (offsets.get(i) != i + 1) {
                    report(Rule.NOT_DENSE, channel + " has " + offsets.get(i) + " where " + (i + 1) + " is due");
                    return;
                }
            }
        });
    }

    private void checkOrderOfProducers() {
        Map<Event, Long> offsets = history.rows().stream()
                .collect(toMap(row -> new Event(row.channel(), row.id()), Row::offset, Math::min));
        Map<List<Object>, Long> lastOffsets = new LinkedHashMap<>();
        for (Published publication : history.published()) {
            Long offset = offsets.get(new Event(publication.channel(), publication.id()));
            if (offset == null) {
                continue;
            }
            Long before = lastOffsets.put(List.of(publication.producer(), publication.channel()), offset);
            if (before != null && before > offset) {
                report(
                        Rule.STORED_OUT_OF_ORDER,
                        "%s in %s at %d, its predecessor of %s at %d"
                                .formatted(
                                        publication.id(),
                                        publication.channel(),
                                        offset,
                                        publication.producer(),
                                        before));
            }
        }
    }

    private void report(Rule rule, String story) {
        violations.add(new Violation(rule, story));
    }
}
