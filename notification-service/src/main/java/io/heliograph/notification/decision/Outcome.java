package io.heliograph.notification.decision;

import java.util.Locale;

/** What is done on a channel. Names are permanent. */
public enum Outcome {
    /** At once, and it may be noticed. */
    ALERT,
    /** It is there for who looks, and disturbs nobody. */
    INBOX,
    /** In the inbox, where it disturbs nobody, and later part of a digest that may be noticed. */
    DIGEST,
    SUPPRESS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
