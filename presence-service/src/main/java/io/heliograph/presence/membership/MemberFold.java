package io.heliograph.presence.membership;

import io.heliograph.presence.status.Grace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Makes a membership of what its connections do, in the manner of {@link io.heliograph.presence.status.StatusFold}: {@link #apply} takes in an event,
 * {@link #settle} lets go of what is gone and says what changed for the others. Pure; safe for concurrent use.
 */
public final class MemberFold {
    /** More are not remembered: the one that entered first goes. */
    static final int MAX_CONNECTIONS = 20;

    private final Grace grace;

    /** How the membership changed for the others. */
    public enum Change {
        NONE,
        ENTERED,
        UPDATED,
        LEFT
    }

    /** @param connections how many more the member is shown with than before */
    public record Step(MemberState next, Change change, int connections) {}

    public MemberFold(Grace grace) {
        this.grace = grace;
    }

    public MemberState apply(MemberState state, MemberEvent event, Instant now) {
        return switch (event) {
            case MemberEvent.Entered entered -> entered.podLives() ? entered(state, entered, now) : state;
            case MemberEvent.Left(String connection, boolean closed) ->
                closed ? closed(state, connection, now) : left(state, connection);
            case MemberEvent.PodLost(String pod, Instant checkedAt) -> podLost(state, pod, checkedAt, now);
        };
    }

    /** @param decideUntil as in {@link io.heliograph.presence.status.StatusFold#settle} */
    public Step settle(MemberState state, Instant decideUntil) {
        List<Presence> remaining = state.present().stream()
                .filter(presence -> !presence.isGone(decideUntil))
                .toList();
        MemberState next = state.with(remaining);
        if (looksAlike(remaining, state.shown())) {
            return new Step(next, Change.NONE, 0);
        }
        Change change = change(state.shown(), remaining);
        return new Step(
                next.showing(remaining),
                change,
                remaining.size() - state.shown().size());
    }

    private static Change change(List<Presence> before, List<Presence> after) {
        if (before.isEmpty()) {
            return Change.ENTERED;
        }
        return after.isEmpty() ? Change.LEFT : Change.UPDATED;
    }

    private static boolean looksAlike(List<Presence> present, List<Presence> shown) {
        if (present.size() != shown.size()) {
            return false;
        }
        for (int i = 0; i < present.size(); i++) {
            if (!present.get(i).looksLike(shown.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static MemberState entered(MemberState state, MemberEvent.Entered entered, Instant now) {
        List<Presence> next = new ArrayList<>(state.present());
        int place = place(next, entered);
        Instant at = entered.at().isBefore(now) ? entered.at() : now;
        var presence = new Presence(
                entered.connection(),
                entered.device(),
                entered.pod(),
                entered.data(),
                place < 0 ? at : next.get(place).since(),
                now,
                null);
        if (place < 0) {
            next.add(presence);
        } else {
            next.set(place, presence);
        }
        return state.with(next.size() > MAX_CONNECTIONS ? next.subList(1, next.size()) : next);
    }

    /** Its own, or that of the same device's last connection, which it takes the place of. */
    private static int place(List<Presence> present, MemberEvent.Entered entered) {
        for (int i = 0; i < present.size(); i++) {
            if (present.get(i).connection().equals(entered.connection())) {
                return i;
            }
        }
        for (int i = 0; i < present.size(); i++) {
            if (present.get(i).isLeaving() && Objects.equals(present.get(i).device(), entered.device())) {
                return i;
            }
        }
        return -1;
    }

    private MemberState closed(MemberState state, String connection, Instant now) {
        return state.with(state.present().stream()
                .map(presence ->
                        presence.connection().equals(connection) ? presence.leaving(now, grace.afterClose()) : presence)
                .toList());
    }

    private static MemberState left(MemberState state, String connection) {
        return state.with(state.present().stream()
                .filter(presence -> !presence.connection().equals(connection))
                .toList());
    }

    private MemberState podLost(MemberState state, String pod, Instant checkedAt, Instant now) {
        return state.with(state.present().stream()
                .map(presence -> presence.pod().equals(pod) && presence.seenAt().isBefore(checkedAt)
                        ? presence.leaving(now, grace.afterCrash())
                        : presence)
                .toList());
    }
}
