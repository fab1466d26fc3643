package io.heliograph.presence.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a user. Immutable.
 *
 * @param devices by name; connections without a device share the empty one
 * @param invisibleSince null when visible
 * @param lastSeen when the last connection ended
 * @param shown null until there was something to show
 * @param revision counts what was shown
 */
public record PersonState(
        Map<String, DeviceState> devices,
        @Nullable Instant invisibleSince,
        @Nullable Instant lastSeen,
        @Nullable Shown shown,
        long revision) {
    /** Before anything was heard of the user. */
    public static final PersonState UNKNOWN = new PersonState(Map.of(), null, null, null, 0);

    public PersonState {
        devices = Map.copyOf(devices);
    }

    /** The status by nothing but the present connections: without grace, and without hiding. */
    @JsonIgnore
    public Status truth() {
        if (devices.values().stream().noneMatch(DeviceState::isLive)) {
            return Status.OFFLINE;
        }
        return devices.values().stream().filter(DeviceState::isLive).allMatch(DeviceState::idle)
                ? Status.IDLE
                : Status.ONLINE;
    }

    /** When the next device counts as gone, unless something happens before. */
    @JsonIgnore
    public Optional<Instant> dueAt() {
        return devices.values().stream()
                .map(DeviceState::leavesAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    /** The pods that hold a connection of the user. */
    @JsonIgnore
    public Set<String> pods() {
        return devices.values().stream()
                .flatMap(device -> device.live().values().stream())
                .map(DeviceState.Live::pod)
                .collect(Collectors.toSet());
    }

    /** Whether others see something else than offline. */
    @JsonIgnore
    public boolean isShownPresent() {
        return shown != null && shown.status() != Status.OFFLINE;
    }

    PersonState withDevices(Map<String, DeviceState> next) {
        return new PersonState(next, invisibleSince, lastSeen, shown, revision);
    }

    PersonState seenAt(Instant at) {
        boolean later = lastSeen == null || at.isAfter(lastSeen);
        return new PersonState(devices, invisibleSince, later ? at : lastSeen, shown, revision);
    }

    PersonState invisible(@Nullable Instant since) {
        return new PersonState(devices, since, lastSeen, shown, revision);
    }

    PersonState showing(Shown next) {
        return new PersonState(devices, invisibleSince, lastSeen, next, revision + 1);
    }
}
