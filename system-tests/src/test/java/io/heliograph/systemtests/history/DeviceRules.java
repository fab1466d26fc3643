package io.heliograph.systemtests.history;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.systemtests.history.History.Applied;
import io.heliograph.systemtests.history.History.Device;
import io.heliograph.systemtests.history.History.Row;
import io.heliograph.systemtests.history.Violation.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one device's application must be given: every offset of its channels, once, in order, to the head. */
final class DeviceRules {
    private final Device device;
    private final Map<ChannelName, List<Row>> rows;
    private final List<Violation> violations = new ArrayList<>();

    DeviceRules(Device device, Map<ChannelName, List<Row>> rows) {
        this.device = device;
        this.rows = rows;
    }

    List<Violation> check(List<Applied> applied) {
        Map<ChannelName, Long> last = new HashMap<>();
        Map<ChannelName, Set<Long>> seen = new HashMap<>();
        for (Applied one : applied) {
            if (!seen.computeIfAbsent(one.channel(), _ -> new HashSet<>()).add(one.offset())) {
                report(Rule.APPLIED_TWICE, one.channel() + " at " + one.offset());
                continue;
            }
            Long before = last.put(one.channel(), one.offset());
            if (before != null && before > one.offset()) {
                report(Rule.APPLIED_OUT_OF_ORDER, "%s: %d after %d".formatted(one.channel(), one.offset(), before));
            }
        }
        device.subscriptions().forEach((channel, start) -> {
            for (Row row : rows.getOrDefault(channel, List.of())) {
                if (row.offset() > start.offset()
                        && !seen.getOrDefault(channel, Set.of()).contains(row.offset())) {
                    report(Rule.NOT_APPLIED, "%s at %d (%s)".formatted(channel, row.offset(), row.id()));
                }
            }
        });
        return violations;
    }

    private void report(Rule rule, String story) {
        violations.add(new Violation(rule, "device " + device.name() + ": " + story));
    }
}
