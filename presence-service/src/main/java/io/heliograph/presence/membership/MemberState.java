package io.heliograph.presence.membership;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One user's membership of one channel. Immutable.
 *
 * @param present by connection, in the order of entering
 * @param shown what the others were told last; empty when the user is not a member for them
 * @param revision counts what was shown
 */
public record MemberState(List<Presence> present, List<Presence> shown, long revision) {
    /** Nobody. */
    public static final MemberState ABSENT = new MemberState(List.of(), List.of(), 0);

    public MemberState {
        present = List.copyOf(present);
        shown = List.copyOf(shown);
    }

    /** When the next connection counts as gone, unless something happens before. */
    @JsonIgnore
    public Optional<Instant> dueAt() {
        return present.stream().map(Presence::leavesAt).filter(Objects::nonNull).min(Instant::compareTo);
    }

    @JsonIgnore
    public Set<String> pods() {
        return present.stream()
                .filter(presence -> !presence.isLeaving())
                .map(Presence::pod)
                .collect(Collectors.toSet());
    }

    @JsonIgnore
    public boolean isMember() {
        return !shown.isEmpty();
    }

    MemberState with(List<Presence> next) {
        return new MemberState(next, shown, revision);
    }

    MemberState showing(List<Presence> next) {
        return new MemberState(present, next, revision + 1);
    }
}
