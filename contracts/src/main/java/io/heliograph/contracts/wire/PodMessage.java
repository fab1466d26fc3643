package io.heliograph.contracts.wire;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.json.JsonBytes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a gateway is told, in a batch for its pod ({@code pod:<pod>}), for all pods ({@code pods}), or as the answer to a question over HTTP. */
public sealed interface PodMessage {

    /** Accounts for one or more offsets of a channel: the offsets {@code first} to {@code last}, both included. */
    sealed interface ChannelEntry extends PodMessage {
        ChannelName channel();

        long epoch();

        long first();

        long last();
    }

    /**
     * A stored publication.
     *
     * @param storedAt when it was committed, by the database's clock
     * @param expiresAt from then on it is delivered as a {@link Skipped}
     */
    record Publication(
            ChannelName channel,
            long epoch,
            long offset,
            String id,
            String type,
            Instant time,
            Instant storedAt,
            Priority priority,
            @Nullable Instant expiresAt,
            @Nullable String collapseKey,
            @Nullable String traceparent,
            JsonBytes data)
            implements ChannelEntry {
        @Override
        public long first() {
            return offset;
        }

        @Override
        public long last() {
            return offset;
        }
    }

    /** Offsets with nothing to deliver: expired, collapsed. */
    record Skipped(ChannelName channel, long epoch, long first, long last) implements ChannelEntry {}

    /** "Something may have been lost: compare the heads of your channels" (docs/architecture.md, repair). */
    sealed interface CompareNotice extends PodMessage {
        record AllChannels() implements CompareNotice {}

        /** The channels whose Kafka partition (murmur2 of the name, modulo the count) is the given one. */
        record Partition(int partition, int partitionCount) implements CompareNotice {
            public Partition {
                if (partition < 0 || partition >= partitionCount) {
                    throw new IllegalArgumentException(
                            "partition must be 0 to " + (partitionCount - 1) + ", is " + partition);
                }
            }
        }

        record Channels(List<ChannelName> channels) implements CompareNotice {
            public Channels {
                channels = List.copyOf(channels);
            }
        }
    }
}
