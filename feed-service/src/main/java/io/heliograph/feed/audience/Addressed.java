package io.heliograph.feed.audience;

import io.cloudevents.CloudEvent;
import java.util.List;

/** What an event on {@code heliograph.notifications} is to those who know followers. */
public sealed interface Addressed {
    /** It is addressed otherwise, or not valid: notification-service's business. */
    record Elsewhere() implements Addressed {}

    /**
     * A notification for whoever follows a feed.
     *
     * @param feed whose followers it is for
     */
    record ToFollowers(String feed, FollowerNotification notification) implements Addressed {}

    /**
     * Takes back such a notification from all who have it, whether they still follow the feed or not.
     *
     * @param feed whose followers it was for
     * @param event what notification-service is to read
     */
    record TakenBack(String feed, CloudEvent event) implements Addressed {}

    /** Makes the events that notification-service is to read. */
    @FunctionalInterface
    interface FollowerNotification {
        /**
         * One event, or several where the names of all recipients do not fit beside the rest.
         *
         * @param recipients up to {@value AudiencePolicy#MAX_RECIPIENTS}
         */
        List<CloudEvent> to(List<String> recipients);
    }
}
