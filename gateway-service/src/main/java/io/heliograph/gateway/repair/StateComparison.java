package io.heliograph.gateway.repair;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.gateway.signal.SignalFanout;
import io.heliograph.gateway.signal.StateStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares the highest versions in the registry with those known here, so that a state whose last change was lost on the way is read again. One round at a time; a
 * round that was asked for meanwhile follows. When Redis is away there is nothing to compare with; its return asks for a round. Safe for concurrent use.
 */
public final class StateComparison {
    static final int MAX_CHANNELS = 1_000;

    private final StateStore store;
    private final SignalFanout fanout;
    private final Supplier<Collection<ChannelName>> localChannels;
    private final Duration sweep;
    private final Later later;
    private boolean running;
    private boolean again;

    /** @param sweep the time between rounds that nobody asked for */
    public StateComparison(
            StateStore store,
            SignalFanout fanout,
            Supplier<Collection<ChannelName>> localChannels,
            Duration sweep,
            Later later) {
        this.store = store;
        this.fanout = fanout;
        this.localChannels = localChannels;
        this.sweep = sweep;
        this.later = later;
    }

    /** Starts the sweep. */
    public void start() {
        later.schedule(sweep, () -> {
            compareAll();
            start();
        });
    }

    public synchronized void compareAll() {
        if (running) {
            again = true;
            return;
        }
        running = true;
        next(List.copyOf(localChannels.get()), 0);
    }

    private void next(List<ChannelName> channels, int from) {
        if (from >= channels.size()) {
            end();
            return;
        }
        int to = Math.min(channels.size(), from + MAX_CHANNELS);
        store.highest(channels.subList(from, to)).whenComplete((highest, failure) -> {
            compare(highest);
            next(channels, failure == null ? to : channels.size());
        });
    }

    private void compare(@Nullable Map<ChannelName, Version> highest) {
        if (highest != null) {
            fanout.compare(highest);
        }
    }

    private synchronized void end() {
        running = false;
        if (again) {
            again = false;
            compareAll();
        }
    }
}
