package io.heliograph.presence.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Decides whether a channel's members are listed or counted, and when a count is told: lists of hundreds, sent to hundreds, help nobody. There is a
 * margin between the two bounds so that a channel at a bound does not go back and forth. Pure; safe for concurrent use.
 */
public final class OccupancyFold {
    private final int countAbove;
    private final int listBelow;
    private final Duration interval;

    /** What is to be done. */
    public sealed interface Effect {
        /** Remove the keys of all listed members. */
        record Unlist() implements Effect {}

        /** Tell every member. */
        record ListAll() implements Effect {}

        record Report(OccupancyState.Count count, long revision) implements Effect {}

        /** The members are listed again, or gone. */
        record RemoveReport(long revision) implements Effect {}
    }

    public record Step(OccupancyState next, List<Effect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }
    }

    /**
     * @param countAbove with more members they are counted
     * @param listBelow with fewer they are listed again
     * @param interval the shortest time between two counts of a channel
     */
    public OccupancyFold(int countAbove, int listBelow, Duration interval) {
        if (listBelow < 1 || listBelow > countAbove) {
            throw new IllegalArgumentException(
                    "presence.occupancy-below (%d) must be from 1 to presence.occupancy-above (%d)"
                            .formatted(listBelow, countAbove));
        }
        this.countAbove = countAbove;
        this.listBelow = listBelow;
        this.interval = interval;
    }

    public Step settle(OccupancyState state, int memberDelta, int connectionDelta, Instant now) {
        OccupancyState next = state.changedBy(memberDelta, connectionDelta);
        if (!next.counted()) {
            return next.members() > countAbove ? report(next, now, new Effect.Unlist()) : new Step(next, List.of());
        }
        if (next.members() < listBelow) {
            OccupancyState listing = next.listing();
            return new Step(listing, List.of(new Effect.RemoveReport(listing.revision()), new Effect.ListAll()));
        }
        if (next.count().equals(next.reported())) {
            return new Step(next.waiting(null), List.of());
        }
        Instant earliest =
                next.lastReportAt() == null ? now : next.lastReportAt().plus(interval);
        return earliest.isAfter(now) ? new Step(next.waiting(earliest), List.of()) : report(next, now);
    }

    private static Step report(OccupancyState state, Instant now, Effect... before) {
        OccupancyState next = state.reporting(now);
        Effect report = new Effect.Report(next.count(), next.revision());
        return new Step(next, before.length == 0 ? List.of(report) : List.of(before[0], report));
    }
}
