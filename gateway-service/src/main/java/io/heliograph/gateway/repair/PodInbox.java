package io.heliograph.gateway.repair;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.contracts.wire.PodMessage.ChannelEntry;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import io.heliograph.gateway.fanout.Fanout;
import io.heliograph.gateway.health.DependencyStates;
import io.heliograph.gateway.health.DependencyStates.Dependency;
import io.heliograph.gateway.routing.PodListener;
import io.heliograph.gateway.signal.SignalFanout;
import io.heliograph.gateway.subscription.RepairTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Sends what arrives for this pod on its way: entries to the event loops, notices and the registry's return to the comparison. */
public final class PodInbox implements PodListener {
    private final Fanout fanout;
    private final Comparison comparison;
    private final DependencyStates dependencies;
    private final SignalFanout signals;
    private final StateComparison stateComparison;
    private final Consumer<PodMessage.CloseConnection> closeConnection;
    private final Runnable announceConnections;

    /**
     * @param closeConnection ends a connection of this pod
     * @param announceConnections tells of all connections again
     */
    public PodInbox(
            Fanout fanout,
            Comparison comparison,
            SignalFanout signals,
            StateComparison stateComparison,
            DependencyStates dependencies,
            Consumer<PodMessage.CloseConnection> closeConnection,
            Runnable announceConnections) {
        this.fanout = fanout;
        this.comparison = comparison;
        this.signals = signals;
        this.stateComparison = stateComparison;
        this.dependencies = dependencies;
        this.closeConnection = closeConnection;
        this.announceConnections = announceConnections;
    }

    @Override
    public void onBatch(List<PodMessage> messages) {
        List<ChannelEntry> entries = new ArrayList<>(messages.size());
        List<PodMessage.State> states = new ArrayList<>();
        for (PodMessage message : messages) {
            switch (message) {
                case ChannelEntry entry -> entries.add(entry);
                case PodMessage.State state -> states.add(state);
                case PodMessage.Transient signal -> {
                    var _ = signals.onTransient(signal);
                }
                case PodMessage.CloseConnection close -> closeConnection.accept(close);
                case CompareNotice notice -> {
                    comparison.onNotice(notice);
                    stateComparison.onNotice(notice);
                }
            }
        }
        signals.onStates(states);
        Set<ChannelName> dropped = fanout.deliver(entries);
        if (!dropped.isEmpty()) {
            comparison.compare(dropped, RepairTrigger.OVERLOAD);
        }
    }

    @Override
    public void onRegistryRestored() {
        announceConnections.run();
        comparison.compareAll(RepairTrigger.RECONNECT);
        stateComparison.compareAll();
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
