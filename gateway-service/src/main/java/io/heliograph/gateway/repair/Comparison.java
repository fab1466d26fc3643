package io.heliograph.gateway.repair;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.StorePath;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import io.heliograph.gateway.fanout.Fanout;
import io.heliograph.gateway.history.History;
import io.heliograph.gateway.metrics.DeliveryMetrics;
import io.heliograph.gateway.repair.ComparisonQueue.Batch;
import io.heliograph.gateway.subscription.RepairTrigger;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks the store for the heads of local channels and lets the streams find what they lack (docs/architecture.md, "Repair"). A request has at most 1,000 channels and
 * there are at most five a second; a store that is away is asked again. Safe for concurrent use.
 */
public final class Comparison {
    static final Duration PACE = Duration.ofMillis(200);
    static final Duration RETRY = Duration.ofSeconds(1);

    private final History history;
    private final ConcernedChannels channels;
    private final Fanout fanout;
    private final SweepIntervals intervals;
    private final DeliveryMetrics metrics;
    private final Later later;
    private final ComparisonQueue queue;
    private boolean pumping;
    private boolean registryAway;
    private int sweepSeries;

    /** @param channels those with something durable */
    public Comparison(
            History history,
            ConcernedChannels channels,
            Fanout fanout,
            SweepIntervals intervals,
            DeliveryMetrics metrics,
            Later later,
            RandomGenerator random) {
        this.history = history;
        this.channels = channels;
        this.fanout = fanout;
        this.intervals = intervals;
        this.metrics = metrics;
        this.later = later;
        this.queue = new ComparisonQueue(random);
    }

    /** Starts the sweep. */
    public synchronized void start() {
        scheduleSweep(++sweepSeries);
    }

    /** While Redis is away sweeps come as often as the configuration says for that. */
    public synchronized void onRegistryAway(boolean away) {
        if (registryAway != away) {
            registryAway = away;
            scheduleSweep(++sweepSeries);
        }
    }

    public void compareAll(RepairTrigger trigger) {
        compare(channels.all(), trigger);
    }

    public void onNotice(CompareNotice notice) {
        compare(channels.of(notice), RepairTrigger.NOTICE);
    }

    public synchronized void compare(Collection<ChannelName> concerned, RepairTrigger trigger) {
        queue.add(concerned, trigger);
        if (!pumping) {
            pumping = true;
            askNext();
        }
    }

    private synchronized void askNext() {
        Batch batch = queue.take(StorePath.MAX_CHANNELS);
        if (batch.channels().isEmpty()) {
            pumping = false;
            return;
        }
        metrics.compared(batch.trigger(), batch.channels().size());
        history.heads(batch.channels()).whenComplete((heads, failure) -> onHeads(batch, heads, failure));
    }

    private void onHeads(Batch batch, @Nullable Map<ChannelName, Position> heads, @Nullable Throwable failure) {
        if (failure == null && heads != null) {
            fanout.compare(heads, batch.trigger());
            later.schedule(PACE, this::askNext);
            return;
        }
        synchronized (this) {
            queue.add(batch.channels().stream().filter(channels::isLocal).toList(), batch.trigger());
        }
        later.schedule(RETRY, this::askNext);
    }

    private void scheduleSweep(int series) {
        Duration interval = registryAway ? intervals.withoutRegistry() : intervals.normal();
        later.schedule(interval, () -> sweep(series));
    }

    private synchronized void sweep(int series) {
        if (series == sweepSeries) {
            compareAll(RepairTrigger.SWEEP);
            scheduleSweep(series);
        }
    }
}
