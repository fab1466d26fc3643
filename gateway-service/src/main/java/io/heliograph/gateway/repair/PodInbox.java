package io.heliograph.gateway.repair;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.contracts.wire.PodMessage.ChannelEntry;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import io.heliograph.gateway.fanout.Fanout;
import io.heliograph.gateway.health.DependencyStates;
import io.heliograph.gateway.health.DependencyStates.Dependency;
import io.heliograph.gateway.routing.PodListener;
import io.heliograph.gateway.subscription.RepairTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sends what arrives for this pod on its way: entries to the event loops, notices and the registry's return to the comparison. */
public final class PodInbox implements PodListener {
    private final Fanout fanout;
    private final Comparison comparison;
    private final DependencyStates dependencies;
    private final Runnable announceConnections;

    public PodInbox(Fanout fanout, Comparison comparison, DependencyStates dependencies, Runnable announceConnections) {
        this.fanout = fanout;
        this.comparison = comparison;
        this.dependencies = dependencies;
        this.announceConnections = announceConnections;
    }

    @Override
    public void onBatch(List<PodMessage> messages) {
        List<ChannelEntry> entries = new ArrayList<>(messages.size());
        for (PodMessage message : messages) {
            switch (message) {
                case ChannelEntry entry -> entries.add(entry);
                case CompareNotice notice -> comparison.onNotice(notice);
            }
        }
        Set<ChannelName> dropped = fanout.deliver(entries);
        if (!dropped.isEmpty()) {
            comparison.compare(dropped, RepairTrigger.OVERLOAD);
        }
    }

    @Override
    public void onRegistryRestored() {
        announceConnections.run();
        comparison.compareAll(RepairTrigger.RECONNECT);
    }

    @Override
    public void onRegistryAway(boolean away) {
        if (away) {
            dependencies.onUnavailable(Dependency.REDIS);
        } else {
            dependencies.onAnswer(Dependency.REDIS);
        }
        comparison.onRegistryAway(away);
    }
}
