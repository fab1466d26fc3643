package io.heliograph.feed.activity;

import java.time.Instant;

/** What an event makes of an activity. */
public sealed interface Outcome {
    record Nothing() implements Outcome {}

    record Add(Activity activity) implements Outcome {}

    /** It has changed, for the same people at the same places. */
    record Change(Activity after) implements Outcome {}

    /** It has changed, and so has who sees it where: those of before lose it, those of now get it. */
    record Move(Activity before, Activity after) implements Outcome {}

    record Remove(Activity before) implements Outcome {}

    /** It is not to appear when it comes later. */
    record Suppress(EventReference subject, Instant time) implements Outcome {}

    /**
     * An event that was applied already is not to be asked about: this knows the order of events only, and an old update that comes again would undo a newer
     * one.
     */
    static Outcome of(Stored stored, FeedEvent event) {
        return switch (event) {
            case FeedEvent.Added(Activity activity) ->
                stored instanceof Stored.Unknown ? new Add(activity) : new Nothing();
            case FeedEvent.Updated(EventReference _, Activity activity) ->
                switch (stored) {
                    case Stored.Unknown _ -> new Add(activity); // all of it is there
                    case Stored.Live(Activity before) -> updated(before, activity.at(before.time()));
                    case Stored.Retracted _ -> new Nothing();
                };
            case FeedEvent.Retracted(EventReference _, Instant time, EventReference subject) ->
                switch (stored) {
                    case Stored.Unknown _ -> new Suppress(subject, time);
                    case Stored.Live(Activity before) -> new Remove(before);
                    case Stored.Retracted _ -> new Nothing();
                };
        };
    }

    private static Outcome updated(Activity before, Activity after) {
        if (after.equals(before)) {
            return new Nothing();
        }
        return after.hasAudienceOf(before) ? new Change(after) : new Move(before, after);
    }
}
