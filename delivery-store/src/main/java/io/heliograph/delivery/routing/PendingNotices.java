package io.heliograph.delivery.routing;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The notices that have not been sent yet, however long Redis is away: they collapse into wider ones instead of growing. A notice that is too wide costs pods a comparison; one that is
 * missing costs a client up to a sweep. Confined to whoever holds the {@link RoutingQueue}'s lock.
 */
final class PendingNotices {
    static final int MAX_CHANNELS_PER_POD = 1_000;
    static final int MAX_PODS = 1_000;

    private final Set<CompareNotice.Partition> partitions = new LinkedHashSet<>();
    private final Map<String, Set<ChannelName>> channelsByPod = new HashMap<>();
    private final Set<String> podsToCompareAll = new HashSet<>();
    private boolean allChannels;

    /** A notice and whom it is for. */
    sealed interface Addressed {
        CompareNotice notice();

        /** Where in Redis its addressee listens. */
        String pubSubChannel();

        record ToAllPods(CompareNotice notice) implements Addressed {
            @Override
            public String pubSubChannel() {
                return RedisKey.ALL_PODS;
            }
        }

        record ToPod(String pod, CompareNotice notice) implements Addressed {
            @Override
            public String pubSubChannel() {
                return RedisKey.pod(pod);
            }
        }
    }

    /** For every pod: the channels of this partition. */
    void addPartition(CompareNotice.Partition partition) {
        if (allChannels) {
            return;
        }
        partitions.add(partition);
        if (partitions.size() == partition.partitionCount()) {
            addAllChannels();
        }
    }

    /** For every pod: all its channels. */
    void addAllChannels() {
        allChannels = true;
        partitions.clear();
        channelsByPod.clear();
        podsToCompareAll.clear();
    }

    /** For one pod: these channels. */
    void addChannels(String pod, Collection<ChannelName> channels) {
        if (allChannels || podsToCompareAll.contains(pod)) {
            return;
        }
        Set<ChannelName> pending = channelsByPod.computeIfAbsent(pod, _ -> new LinkedHashSet<>());
        pending.addAll(channels);
        if (pending.size() > MAX_CHANNELS_PER_POD) {
            addAllChannels(pod);
        }
        boundPods();
    }

    /** For one pod: all its channels. */
    private void addAllChannels(String pod) {
        channelsByPod.remove(pod);
        podsToCompareAll.add(pod);
    }

    private void boundPods() {
        if (channelsByPod.size() + podsToCompareAll.size() > MAX_PODS) {
            addAllChannels();
        }
    }

    /** One that was drained and could not be sent. */
    void addAgain(Addressed addressed) {
        switch (addressed) {
            case Addressed.ToAllPods(CompareNotice.Partition partition) -> addPartition(partition);
            case Addressed.ToAllPods _ -> addAllChannels();
            case Addressed.ToPod(String pod, CompareNotice.Channels channels) -> addChannels(pod, channels.channels());
            case Addressed.ToPod(String pod, CompareNotice _) -> {
                if (!allChannels) {
                    addAllChannels(pod);
                    boundPods();
                }
            }
        }
    }

    boolean isEmpty() {
        return !allChannels && partitions.isEmpty() && channelsByPod.isEmpty() && podsToCompareAll.isEmpty();
    }

    /** Takes them all. */
    List<Addressed> drain() {
        List<Addressed> notices = new ArrayList<>();
        if (allChannels) {
            notices.add(new Addressed.ToAllPods(new CompareNotice.AllChannels()));
        } else {
            partitions.forEach(partition -> notices.add(new Addressed.ToAllPods(partition)));
            podsToCompareAll.forEach(pod -> notices.add(new Addressed.ToPod(pod, new CompareNotice.AllChannels())));
            channelsByPod.forEach((pod, channels) ->
                    notices.add(new Addressed.ToPod(pod, new CompareNotice.Channels(List.copyOf(channels)))));
        }
        allChannels = false;
        partitions.clear();
        channelsByPod.clear();
        podsToCompareAll.clear();
        return notices;
    }
}
