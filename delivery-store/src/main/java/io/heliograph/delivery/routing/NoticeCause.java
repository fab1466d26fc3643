package io.heliograph.delivery.routing;

import java.util.Locale;

/** Why pods are told to compare. */
public enum NoticeCause {
    /** A predecessor may have died between commit and publish. */
    OWNER_CHANGED,
    /** It is not known which pods serve the channels. */
    ROUTES_UNREAD,
    /** A batch did not reach its pod, or may not have. */
    PUBLISH_FAILED,
    /** More was committed than could be routed. */
    QUEUE_FULL,
    /** The latest values were put back after Redis had lost its memory. */
    REFILLED,
    /** All channels began a new life. */
    NEW_EPOCHS;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
