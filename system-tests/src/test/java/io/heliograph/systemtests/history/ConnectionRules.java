package io.heliograph.systemtests.history;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.systemtests.history.History.Row;
import io.heliograph.systemtests.history.HistoryChecker.Place;
import io.heliograph.systemtests.history.Violation.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one connection may receive: contiguous offsets from where each subscription starts, with the contents that are stored. */
final class ConnectionRules {
    private final String connection;
    private final Map<Place, Row> rows;
    private final Map<ChannelName, Position> reached = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    ConnectionRules(String connection, Map<Place, Row> rows) {
        this.connection = connection;
        this.rows = rows;
    }

    List<Violation> check(List<ServerFrame> frames) {
        for (ServerFrame frame : frames) {
            switch (frame) {
                case ServerFrame.Subscribed subscribed -> reached.put(subscribed.channel(), subscribed.position());
                case ServerFrame.Message message -> {
                    checkContent(message);
                    moveOn(message.channel(), message.epoch(), message.offset(), message.offset());
                }
                case ServerFrame.Skipped skipped ->
                    moveOn(skipped.channel(), skipped.epoch(), skipped.from(), skipped.to());
                case ServerFrame.Reset reset -> report(Rule.RESET, reset.channel() + " because of " + reset.reason());
                default -> {}
            }
        }
        return violations;
    }

    private void checkContent(ServerFrame.Message message) {
        Row row = rows.get(new Place(message.channel(), message.epoch(), message.offset()));
        if (row == null || !row.id().equals(message.id()) || !row.data().equals(message.data())) {
            report(
                    Rule.DIFFERENT_CONTENT,
                    "%s at %d is %s, stored is %s"
                            .formatted(
                                    message.channel(),
                                    message.offset(),
                                    message.id(),
                                    row == null ? "nothing" : row.id()));
        }
    }

    private void moveOn(ChannelName channel, long epoch, long first, long last) {
        Position before = reached.get(channel);
        if (before == null || first > before.offset() + 1) {
            report(Rule.WRITTEN_WITH_A_GAP, "%s: %d after %s".formatted(channel, first, before));
        }
        if (before == null || last > before.offset()) {
            reached.put(channel, new Position(epoch, last));
        }
    }

    private void report(Rule rule, String story) {
        violations.add(new Violation(rule, "connection " + connection + ": " + story));
    }
}
