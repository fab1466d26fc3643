package io.heliograph.notification.push;

import java.util.Locale;

/** Why a notification was sent to a browser or by e-mail, was not, or is not yet. Names are permanent; the words are for people and may change. */
public enum PushReason {
    UNACKNOWLEDGED("No device of the user had acknowledged it."),
    ACKNOWLEDGED("A device of the user had acknowledged it."),
    READ("The user had read it."),
    RETRACTED("It was taken back, or replaced by a newer one."),
    EXPIRED("It was no longer useful."),
    NOT_ON_SCREENS("It is not shown on screens, so that no device can acknowledge it."),
    NO_SUBSCRIPTION("The user has no browser that takes messages."),
    NOT_IN_CHANNEL("It did not appear in the user's channel, or a newer one took its place there."),
    STORE_AWAY("delivery-store, which knows what was acknowledged, is away."),
    KAFKA_AWAY("Kafka did not take the request in time."),
    NOT_STORED_YET("It is not in the user's channel yet."),
    REGISTRY_YOUNG("The registry is away or young: a device that is connected may get it a little later."),
    SUBSCRIPTION_GONE("The push service says that the browser takes no messages any more."),
    SUBSCRIPTION_EXPIRED("The browser's subscription has expired."),
    REFUSED("The push service refused the message."),
    TOO_LARGE("The push service called even the shortened message too large."),
    FORBIDDEN_ENDPOINT("The endpoint is not one to which messages may be sent."),
    UNREACHABLE("The push service could not be reached, or was overloaded, for as long as the message was useful.");

    private final String text;

    PushReason(String text) {
        this.text = text;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String text() {
        return text;
    }
}
