package io.heliograph.presence.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device that is connected, or was until a moment ago.
 *
 * @param live its connections, by id
 * @param idle what it is shown as; without connections, what it was
 * @param leavesAt when it counts as gone; null exactly while it has connections
 */
public record DeviceState(
        Map<String, Live> live, boolean idle, @Nullable Instant leavesAt) {
    /** More are not remembered: the one heard of longest ago goes. The gateways' own bound is lower. */
    static final int MAX_CONNECTIONS = 50;

    /** @param seenAt when it was last heard of, by this process' clock */
    public record Live(String pod, boolean idle, Instant seenAt) {}

    public DeviceState {
        live = Map.copyOf(live);
        if (live.isEmpty() == (leavesAt == null)) {
            throw new IllegalArgumentException("a device either has connections or leaves");
        }
    }

    static DeviceState connected(Map<String, Live> live) {
        return new DeviceState(live, live.values().stream().allMatch(Live::idle), null);
    }

    DeviceState with(String connection, Live added) {
        Map<String, Live> next = new LinkedHashMap<>(live);
        next.put(connection, added);
        if (next.size() > MAX_CONNECTIONS) {
            next.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().seenAt()))
                    .ifPresent(oldest -> next.remove(oldest.getKey()));
        }
        return connected(next);
    }

    DeviceState without(String connection, Instant now, Duration grace) {
        Map<String, Live> next = new LinkedHashMap<>(live);
        if (next.remove(connection) == null) {
            return this;
        }
        return left(next, now, grace);
    }

    DeviceState withoutPod(String pod, Instant checkedAt, Instant now, Duration grace) {
        Map<String, Live> next = new LinkedHashMap<>(live);
        boolean lost = next.values()
                .removeIf(connection ->
                        connection.pod().equals(pod) && connection.seenAt().isBefore(checkedAt));
        return lost ? left(next, now, grace) : this;
    }

    boolean isLive() {
        return !live.isEmpty();
    }

    boolean isGone(Instant decideUntil) {
        return leavesAt != null && !leavesAt.isAfter(decideUntil);
    }

    private DeviceState left(Map<String, Live> remaining, Instant now, Duration grace) {
        return remaining.isEmpty() ? new DeviceState(remaining, idle, now.plus(grace)) : connected(remaining);
    }
}
