package io.heliograph.notification.preferences;

import java.util.Arrays;
import java.util.Optional;

/** A way to reach somebody. Names are permanent: they stand in preferences, in stored decisions and in the configuration. */
public enum DeliveryChannel {
    /** The inbox and the open screens. */
    IN_APP("in-app"),
    /** Web Push, when no device has acknowledged. */
    PUSH("push"),
    /** An event that asks somebody else to send an e-mail. */
    EMAIL("email");

    private final String wireName;

    DeliveryChannel(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<DeliveryChannel> find(String wireName) {
        return Arrays.stream(values())
                .filter(channel -> channel.wireName.equals(wireName))
                .findFirst();
    }
}
