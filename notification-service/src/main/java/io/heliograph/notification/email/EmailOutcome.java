package io.heliograph.notification.email;

import java.util.Locale;

/** What became of an e-mail. Names are permanent. */
public enum EmailOutcome {
    /** Kafka has the event that asks for it. */
    REQUESTED,
    /** It was not needed, or no longer. */
    CANCELLED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
