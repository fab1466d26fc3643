package io.heliograph.notification.push;

/** Whether a notification has reached a device of its recipient. */
public enum DeliveryState {
    /** Some device applied the user's channel up to it. */
    ACKNOWLEDGED,
    UNACKNOWLEDGED,
    /** It is not among what the channel has last: not stored yet, or replaced there. */
    NOT_IN_CHANNEL
}
