package io.heliograph.presence.membership;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many are in a channel, and whether they are counted or listed. Immutable.
 *
 * @param counted the count stands in the channel's state instead of the members
 * @param reported what was told last, of a counted channel
 * @param reportAt when a count that changed may be told again; null when what was told is true
 * @param revision counts what was told
 */
public record OccupancyState(
        int members,
        int connections,
        boolean counted,
        @Nullable Count reported,
        @Nullable Instant lastReportAt,
        @Nullable Instant reportAt,
        long revision) {
    /** docs/protocol.md §10.2. */
    public record Count(int members, int connections) {}

    /** An empty channel. */
    public static final OccupancyState EMPTY = new OccupancyState(0, 0, false, null, null, null, 0);

    @JsonIgnore
    public Optional<Instant> dueAt() {
        return Optional.ofNullable(reportAt);
    }

    Count count() {
        return new Count(members, connections);
    }

    OccupancyState reporting(Instant now) {
        return new OccupancyState(members, connections, true, count(), now, null, revision + 1);
    }

    OccupancyState waiting(@Nullable Instant until) {
        return new OccupancyState(members, connections, counted, reported, lastReportAt, until, revision);
    }

    OccupancyState listing() {
        return new OccupancyState(members, connections, false, null, null, null, revision + 1);
    }

    OccupancyState changedBy(int memberDelta, int connectionDelta) {
        return new OccupancyState(
                members + memberDelta,
                connections + connectionDelta,
                counted,
                reported,
                lastReportAt,
                reportAt,
                revision);
    }
}
