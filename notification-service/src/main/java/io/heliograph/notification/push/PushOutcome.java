package io.heliograph.notification.push;

import java.util.Locale;

/** What became of a message. Names are permanent. */
public enum PushOutcome {
    /** The push service has it. */
    SENT,
    /** It was not needed, or no longer. */
    CANCELLED,
    /** It was needed, and will not be sent. */
    FAILED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
