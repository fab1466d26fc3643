package io.heliograph.presence.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What everybody who may see it sees of a user, docs/protocol.md §10.1.
 *
 * @param since since when it is this status; of offline it is as coarse as {@code lastSeen}
 * @param changedAt when this value, which may differ in a device only, came about
 * @param lastSeen in whole minutes; only when offline
 * @param devices the ones with a name, by name
 */
public record Shown(
        Status status,
        Instant since,
        Instant changedAt,
        @Nullable Instant lastSeen,
        List<Device> devices) {
    /** @param status never offline */
    public record Device(String device, Status status) {}

    public Shown {
        devices = List.copyOf(devices);
    }

    boolean looksLike(Status otherStatus, List<Device> otherDevices) {
        return status == otherStatus && devices.equals(otherDevices);
    }
}
