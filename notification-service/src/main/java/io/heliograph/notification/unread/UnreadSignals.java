package io.heliograph.notification.unread;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.SignalEvent;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.inbox.NamedUuid;
import io.heliograph.notification.publishing.InboxPublications;
import java.time.Instant;
import java.util.Optional;

/** The key {@code unread} of a user's channel, docs/protocol.md §10.3. */
public final class UnreadSignals {
    public static final String TYPE = "io.heliograph.unread.v1";
    public static final String KEY = "unread";

    private UnreadSignals() {}

    /** Empty for a subject that, encoded, is too long for a channel: it has none to be told on. */
    public static Optional<SignalEvent> of(UnreadDue due, long unread, Instant now) {
        return channel(due.recipient())
                .map(channel -> SignalEvent.latest(
                        NamedUuid.of(KEY, due.recipient(), Long.toString(due.number()))
                                .toString(),
                        InboxPublications.SOURCE,
                        TYPE,
                        now,
                        channel,
                        KEY,
                        JsonBytes.of("{\"unread\":" + unread + '}')));
    }

    private static Optional<ChannelName> channel(String recipient) {
        try {
            return Optional.of(ChannelName.ofUser(recipient));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
