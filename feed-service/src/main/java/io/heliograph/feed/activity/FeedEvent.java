package io.heliograph.feed.activity;

import java.time.Instant;

/** What stands on {@code heliograph.activities}. */
public sealed interface FeedEvent {
    /** The event itself: whatever it causes is named after it, and it counts once. */
    EventReference cause();

    Instant time();

    /** The event that first told the activity it is about. */
    EventReference subject();

    record Added(Activity activity) implements FeedEvent {
        @Override
        public EventReference cause() {
            return activity.event();
        }

        @Override
        public Instant time() {
            return activity.time();
        }

        @Override
        public EventReference subject() {
            return activity.event();
        }
    }

    /** @param activity as it is from now on; its time is that of the update */
    record Updated(EventReference cause, Activity activity) implements FeedEvent {
        @Override
        public Instant time() {
            return activity.time();
        }

        @Override
        public EventReference subject() {
            return activity.event();
        }
    }

    record Retracted(EventReference cause, Instant time, EventReference subject) implements FeedEvent {}
}
