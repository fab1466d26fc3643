package io.heliograph.contracts.wire;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
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
     * @param user who published it over a connection; null when a producer did
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
            @Nullable String user,
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

    /**
     * A latest value of a channel's state, or its removal.
     *
     * @param previous the channel's highest version before this one, null when it is the first: who knows another one as the highest has lost something
     * @param data null when the key was removed
     */
    record State(
            ChannelName channel,
            String key,
            Version version,
            @Nullable Version previous,
            String id,
            String type,
            Instant time,
            @Nullable String user,
            @Nullable String traceparent,
            @Nullable JsonBytes data)
            implements PodMessage {
        public boolean isRemoved() {
            return data == null;
        }
    }

    /**
     * A publication that may be lost.
     *
     * @param expiresAt not delivered from then on
     */
    record Transient(
            ChannelName channel,
            @Nullable String id,
            String type,
            Instant time,
            Instant expiresAt,
            @Nullable String user,
            @Nullable String traceparent,
            JsonBytes data)
            implements PodMessage {}

    /**
     * To one pod: end this connection of this user.
     *
     * @param code a {@link io.heliograph.contracts.protocol.CloseCode}'s number
     */
    record CloseConnection(String user, String connection, int code) implements PodMessage {}

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
