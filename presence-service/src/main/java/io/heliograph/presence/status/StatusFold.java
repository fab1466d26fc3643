package io.heliograph.presence.status;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes a user's status of what happens to the connections. {@link #apply} takes in an event, and decides nothing by time; {@link #settle} lets go of
 * the devices whose grace is over and says what is to be published and when to come back. A batch applies all events of a user and settles once, so
 * that what came and went inside the batch is not told. Pure; safe for concurrent use.
 */
public final class StatusFold {
    /** More are left out of what is shown; they count all the same. */
    static final int MAX_SHOWN_DEVICES = 50;

    private static final String NO_DEVICE = "";

    private final Grace grace;

    /** What is to be done. */
    public sealed interface Effect {
        /** Tell those who watch. */
        record Publish(Shown shown, long revision) implements Effect {}

        /** Settle again when this time has come. It stands in for what was scheduled before. */
        record Schedule(Instant at) implements Effect {}
    }

    public record Step(PersonState next, List<Effect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }
    }

    public StatusFold(Grace grace) {
        this.grace = grace;
    }

    /** @param now this process' clock, from which the grace runs */
    public PersonState apply(PersonState state, StatusEvent event, Instant now) {
        return switch (event) {
            case StatusEvent.Opened(StatusEvent.Connection connection, Instant at, boolean podLives) ->
                podLives ? heard(state, connection, null, now) : state.seenAt(earlier(at, now));
            case StatusEvent.Activity(StatusEvent.Connection connection, boolean idle, Instant at, boolean podLives) ->
                podLives ? heard(state, connection, idle, now) : state.seenAt(earlier(at, now));
            case StatusEvent.Closed(String connection, Instant at) -> closed(state, connection, at, now);
            case StatusEvent.PodLost(String pod, Instant checkedAt) -> podLost(state, pod, checkedAt, now);
            case StatusEvent.VisibilityChosen(boolean invisible, Instant at) -> chosen(state, invisible, at);
        };
    }

    /**
     * @param decideUntil up to which time a grace that ended makes somebody offline: now, or {@link Instant#MIN} as long as nothing may be decided because
     *     not everything that happened was read, or the registry proves nothing
     */
    public Step settle(PersonState state, Instant now, Instant decideUntil) {
        PersonState next = state;
        if (state.devices().values().stream().anyMatch(device -> device.isGone(decideUntil))) {
            Map<String, DeviceState> remaining = new HashMap<>(state.devices());
            remaining.values().removeIf(device -> device.isGone(decideUntil));
            next = state.withDevices(remaining);
        }
        List<Effect> effects = new ArrayList<>(2);
        Shown shown = shown(next, now);
        if (shown != null) {
            next = next.showing(shown);
            effects.add(new Effect.Publish(shown, next.revision()));
        }
        next.dueAt().ifPresent(at -> effects.add(new Effect.Schedule(at)));
        return new Step(next, effects);
    }

    /** What is to be shown from now on, or null when that is what is shown already. */
    private static @Nullable Shown shown(PersonState state, Instant now) {
        Status status = visibleStatus(state);
        List<Shown.Device> devices = status == Status.OFFLINE ? List.of() : visibleDevices(state);
        Shown before = state.shown();
        if (before == null ? status == Status.OFFLINE : before.looksLike(status, devices)) {
            return null;
        }
        if (status == Status.OFFLINE) {
            Instant lastSeen = lastSeen(state, now).truncatedTo(ChronoUnit.MINUTES);
            return new Shown(status, lastSeen, lastSeen, lastSeen, devices);
        }
        Instant since = before != null && before.status() == status ? before.since() : now;
        return new Shown(status, since, now, null, devices);
    }

    private static Status visibleStatus(PersonState state) {
        if (state.invisibleSince() != null || state.devices().isEmpty()) {
            return Status.OFFLINE;
        }
        return state.devices().values().stream().allMatch(DeviceState::idle) ? Status.IDLE : Status.ONLINE;
    }

    private static List<Shown.Device> visibleDevices(PersonState state) {
        return state.devices().entrySet().stream()
                .filter(device -> !device.getKey().equals(NO_DEVICE))
                .map(device ->
                        new Shown.Device(device.getKey(), device.getValue().idle() ? Status.IDLE : Status.ONLINE))
                .sorted(Comparator.comparing(Shown.Device::device))
                .limit(MAX_SHOWN_DEVICES)
                .toList();
    }

    /** Somebody invisible was last seen when that began, and must not be told apart from somebody who left then. */
    private static Instant lastSeen(PersonState state, Instant now) {
        if (state.invisibleSince() != null) {
            return state.invisibleSince();
        }
        return state.lastSeen() == null ? now : state.lastSeen();
    }

    /** @param idle null when the event does not say: then it is as before, and at first it is not */
    private static PersonState heard(
            PersonState state, StatusEvent.Connection connection, @Nullable Boolean idle, Instant now) {
        String name = connection.device() == null ? NO_DEVICE : connection.device();
        DeviceState device = state.devices().get(name);
        DeviceState.Live known = device == null ? null : device.live().get(connection.id());
        boolean before = known != null && known.idle();
        var live = new DeviceState.Live(connection.pod(), idle == null ? before : idle, now);
        Map<String, DeviceState> next = new HashMap<>(state.devices());
        next.put(
                name,
                device == null
                        ? DeviceState.connected(Map.of(connection.id(), live))
                        : device.with(connection.id(), live));
        return state.withDevices(next);
    }

    private PersonState closed(PersonState state, String connection, Instant at, Instant now) {
        return changed(state, device -> device.without(connection, now, grace.afterClose()))
                .seenAt(earlier(at, now));
    }

    private PersonState podLost(PersonState state, String pod, Instant checkedAt, Instant now) {
        PersonState next = changed(state, device -> device.withoutPod(pod, checkedAt, now, grace.afterCrash()));
        return next.devices().equals(state.devices()) ? state : next.seenAt(earlier(checkedAt, now));
    }

    private static PersonState changed(PersonState state, UnaryOperator<DeviceState> change) {
        Map<String, DeviceState> next = new HashMap<>(state.devices());
        next.replaceAll((_, device) -> change.apply(device));
        return state.withDevices(next);
    }

    private static PersonState chosen(PersonState state, boolean invisible, Instant at) {
        if (!invisible) {
            return state.invisible(null);
        }
        return state.invisibleSince() == null ? state.invisible(at) : state;
    }

    /** Another process' clock may be ahead. */
    private static Instant earlier(Instant at, Instant now) {
        return at.isBefore(now) ? at : now;
    }
}
