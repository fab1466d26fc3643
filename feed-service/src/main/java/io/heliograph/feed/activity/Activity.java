package io.heliograph.feed.activity;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What somebody did.
 *
 * @param event the event that told it first
 * @param time when it was done, in whole microseconds as PostgreSQL has them: the order of lists
 * @param groupKey activities with the same one are shown as one
 * @param document the form for screens, JSON, without its time and its feeds ({@link ScreenForm})
 */
public record Activity(
        EventReference event,
        Instant time,
        String actor,
        List<String> feeds,
        Visibility visibility,
        String groupKey,
        String document) {
    public Activity {
        feeds = List.copyOf(feeds);
    }

    public UUID id() {
        return event.uuid();
    }

    /** The same at another place of lists. Pages and publications add the time to the document. */
    Activity at(Instant other) {
        return new Activity(event, other, actor, feeds, visibility, groupKey, document);
    }

    /** Whether the same people see it at the same places. */
    public boolean hasAudienceOf(Activity other) {
        return visibility.equals(other.visibility) && Set.copyOf(feeds).equals(Set.copyOf(other.feeds));
    }
}
