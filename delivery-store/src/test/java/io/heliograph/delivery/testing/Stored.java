package io.heliograph.delivery.testing;

import static io.heliograph.delivery.testing.Events.NOON;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.wire.PodMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Publications that have an offset. */
public final class Stored {
    public static final long EPOCH = 77;

    private Stored() {}

    public static PodMessage.Publication publication(String channel, long offset) {
        return expiring(channel, offset, null);
    }

    public static PodMessage.Publication collapsing(String channel, long offset, String key) {
        return publication(channel, offset, null, key);
    }

    public static PodMessage.Publication expiring(String channel, long offset, @Nullable Instant expiresAt) {
        return publication(channel, offset, expiresAt, null);
    }

    private static PodMessage.Publication publication(
            String channel, long offset, @Nullable Instant expiresAt, @Nullable String collapseKey) {
        return new PodMessage.Publication(
                new ChannelName(channel),
                EPOCH,
                offset,
                channel + "#" + offset,
                "order.shipped",
                NOON,
                NOON,
                Priority.NORMAL,
                expiresAt,
                collapseKey,
                null,
                null,
                JsonBytes.of("{}"));
    }
}
