package io.heliograph.notification.unread;

import java.util.List;

/** Whose count is to be told: once each, whatever changed how often. Safe for concurrent use. */
public interface UnreadQueue {
    /**
     * Makes those due whose unread notifications have expired since.
     *
     * @param max how many notifications
     * @return of how many
     */
    int expire(int max);

    /** Those that waited the longest; nobody else has them while they are leased, so that an older count never follows a newer one. */
    List<UnreadDue> take(int max);

    /** Not due any more, unless something changed since they were taken. */
    void told(List<UnreadDue> due);

    /** Due again after a pause. */
    void putOff(UnreadDue due);
}
