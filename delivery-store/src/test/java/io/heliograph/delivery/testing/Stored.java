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

    public static PodMessage.Publication expiring(String channel, long offset, @Nullable Instant expiresAt) {
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
                null,
                null,
                null,
                JsonBytes.of("{}"));
    }
}
