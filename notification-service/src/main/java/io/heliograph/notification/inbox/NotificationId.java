package io.heliograph.notification.inbox;

import io.heliograph.contracts.channel.ChannelName;
import java.util.Optional;
import java.util.UUID;

/** One event's notification in one recipient's inbox. The same event and recipient always make the same id. */
public record NotificationId(UUID value) {
    private static final int LENGTH = 36;

    public static NotificationId of(EventReference event, String recipient) {
        return new NotificationId(NamedUuid.of(event.source(), event.id(), recipient));
    }

    /** Of a notification that is in no inbox, and shown to everyone who is signed in. */
    public static NotificationId ofBroadcast(EventReference event) {
        return of(event, ChannelName.EVERYONE.value());
    }

    /** The id in its canonical form, or empty when the text is none. */
    public static Optional<NotificationId> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty(); // UUID.fromString takes shorter groups, too
        }
        try {
            return Optional.of(new NotificationId(UUID.fromString(text)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
