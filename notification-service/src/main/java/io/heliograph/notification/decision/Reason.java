package io.heliograph.notification.decision;

import java.util.Locale;

/** Why. Names are permanent; the words are for people and may change. */
public enum Reason {
    EXPIRED("It was no longer useful when it came."),
    NOT_CONFIGURED("This installation does not use the channel."),
    UNKNOWN_CATEGORY("Its category is not configured, so it is treated as the default category says."),
    SWITCHED_OFF("The user has switched it off."),
    SWITCHED_ON("The user has switched it on."),
    OFF_BY_DEFAULT("The category does not use the channel, and the user has not switched it on."),
    ON_BY_DEFAULT("The category uses the channel."),
    REQUIRED("The category cannot be switched off."),
    CRITICAL("It is critical: neither quiet hours nor digests nor rates hold it."),
    HIGH_PASSES("Its priority is high, and the category lets that pass quiet hours and digests."),
    DIGEST_CHOSEN("The user, or the category, wants digests."),
    RATE_EXCEEDED("So many of its category have alerted the user lately that this one does not."),
    IS_DIGEST("It is a digest, so it is not held again."),
    QUIET_HOURS("The user has quiet hours."),
    NOT_ON_SCREENS("It is not shown on screens, and push follows only what was shown there and not acknowledged."),
    LOW_PRIORITY("Its priority is low, so that it disturbs nobody.");

    private final String text;

    Reason(String text) {
        this.text = text;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String text() {
        return text;
    }
}
