package io.heliograph.gateway.repair;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import io.heliograph.gateway.signal.SignalFanout;
import io.heliograph.gateway.signal.StateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the highest versions in the registry with those known here, so that a state whose last change was lost on the way is read again. A request has at most
 * 1,000 channels and there are at most five a second. When Redis is away there is nothing to compare with; its return asks for all. Safe for concurrent use.
 */
public final class StateComparison {
    static final int MAX_CHANNELS = 1_000;
    static final Duration PACE = Duration.ofMillis(200);

    private final StateStore store;
    private final SignalFanout fanout;
    private final ConcernedChannels channels;
    private final Duration sweep;
    private final Later later;
    private final Set<ChannelName> waiting = new LinkedHashSet<>();
    private boolean pumping;

    /**
     * @param channels those with state
     * @param sweep the time between comparisons that nobody asked for
     */
    public StateComparison(
            StateStore store, SignalFanout fanout, ConcernedChannels channels, Duration sweep, Later later) {
        this.store = store;
        this.fanout = fanout;
        this.channels = channels;
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

    public void compareAll() {
        compare(channels.all());
    }

    public void onNotice(CompareNotice notice) {
        compare(channels.of(notice));
    }

    private synchronized void compare(Collection<ChannelName> concerned) {
        waiting.addAll(concerned);
        if (!pumping) {
            pumping = true;
            askNext();
        }
    }

    private synchronized void askNext() {
        List<ChannelName> batch = takeNext();
        if (batch.isEmpty()) {
            pumping = false;
            return;
        }
        store.highest(batch).whenComplete((highest, _) -> onHighest(highest));
    }

    private List<ChannelName> takeNext() {
        List<ChannelName> batch = new ArrayList<>();
        for (Iterator<ChannelName> rest = waiting.iterator(); rest.hasNext() && batch.size() < MAX_CHANNELS; ) {
            batch.add(rest.next());
            rest.remove();
        }
        return batch;
    }

    private void onHighest(@Nullable Map<ChannelName, Version> highest) {
        if (highest != null) {
            fanout.compare(highest);
        }
        later.schedule(PACE, this::askNext);
    }
}
