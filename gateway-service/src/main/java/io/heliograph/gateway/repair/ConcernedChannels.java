package io.heliograph.gateway.repair;

import io.heliograph.contracts.channel.ChannelKind;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import io.heliograph.gateway.subscription.LocalChannels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/** The channels with subscribers here that a comparison is about: of kinds that have what is compared. Safe for concurrent use. */
public final class ConcernedChannels {
    private final LocalChannels localChannels;
    private final ChannelKinds kinds;
    private final Durability durability;

    /** @param durability what is compared */
    public ConcernedChannels(LocalChannels localChannels, ChannelKinds kinds, Durability durability) {
        this.localChannels = localChannels;
        this.kinds = kinds;
        this.durability = durability;
    }

    List<ChannelName> all() {
        return local().filter(this::hasKind).toList();
    }

    List<ChannelName> of(CompareNotice notice) {
        return switch (notice) {
            case CompareNotice.AllChannels _ -> all();
            case CompareNotice.Channels named ->
                named.channels().stream()
                        .filter(this::isLocal)
                        .filter(this::hasKind)
                        .toList();
            case CompareNotice.Partition partition ->
                local().filter(this::hasKind)
                        .filter(channel -> partitionOf(channel, partition.partitionCount()) == partition.partition())
                        .toList();
        };
    }

    boolean isLocal(ChannelName channel) {
        return localChannels.loopsOf(channel) != 0;
    }

    private Stream<ChannelName> local() {
        return localChannels.all().stream();
    }

    private boolean hasKind(ChannelName channel) {
        return kinds.find(channel).filter(this::isCompared).isPresent();
    }

    private boolean isCompared(ChannelKind kind) {
        return kind.allows(durability);
    }

    /** As Kafka's own partitioner places a record with the channel as its key. */
    static int partitionOf(ChannelName channel, int partitionCount) {
        return Utils.toPositive(Utils.murmur2(channel.value().getBytes(StandardCharsets.UTF_8))) % partitionCount;
    }
}
