package io.heliograph.gateway.signal;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.gateway.metrics.SignalMetrics;
import io.heliograph.gateway.signal.ChannelState.Reading;
import io.heliograph.gateway.subscription.DelayedTasks;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The states that connections of one event loop follow. Confined to its event loop. */
public final class LoopStates {
    static final Duration RETRY = Duration.ofSeconds(1);

    private final Executor loop;
    private final DelayedTasks tasks;
    private final StateStore store;
    private final StateTicks ticks;
    private final SignalMetrics metrics;
    private final Map<ChannelName, ChannelState> states = new HashMap<>();
    /** Channels that are being read; true when something came up that calls for reading once more. */
    private final Map<ChannelName, Boolean> readings = new HashMap<>();

    private final Set<ChannelName> retries = new HashSet<>();

    public LoopStates(Executor loop, DelayedTasks tasks, StateStore store, StateTicks ticks, SignalMetrics metrics) {
        this.loop = loop;
        this.tasks = tasks;
        this.store = store;
        this.ticks = ticks;
        this.metrics = metrics;
    }

    public StateTicks ticks() {
        return ticks;
    }

    /**
     * Follows a channel. What comes over the wire is taken from here on; the state is read only when the route stands, so that one of the two has each value.
     *
     * @param routed completes when the channel's route stands, exceptionally when Redis is away
     */
    public void follow(StateOutbox outbox, ChannelName channel, CompletionStage<Void> routed) {
        ChannelState known = states.get(channel);
        if (known != null) {
            known.follow(outbox);
            return;
        }
        var state = new ChannelState(channel);
        states.put(channel, state);
        state.follow(outbox);
        var _ = routed.handle((_, _) -> {
            loop.execute(() -> read(channel));
            return null;
        });
    }

    public void leave(StateOutbox outbox, ChannelName channel) {
        ChannelState state = states.get(channel);
        if (state != null) {
            state.leave(outbox);
            if (!state.hasFollowers()) {
                states.remove(channel);
            }
        }
    }

    /** @param value the state as it goes into frames */
    void onState(PodMessage.State state, StateValue value) {
        ChannelState known = states.get(state.channel());
        if (known != null && known.onState(state, value) == Reading.NEEDED) {
            metrics.stateGap();
            read(state.channel());
        }
    }

    void onHighest(Map<ChannelName, Version> inRegistry) {
        inRegistry.forEach((channel, version) -> {
            ChannelState state = states.get(channel);
            if (state != null && state.onHighest(version) == Reading.NEEDED) {
                metrics.stateGap();
                read(channel);
            }
        });
    }

    private void read(ChannelName channel) {
        if (!states.containsKey(channel) || readings.put(channel, true) != null) {
            return;
        }
        readings.put(channel, false);
        metrics.stateRead();
        store.read(channel).whenComplete((read, failure) -> loop.execute(() -> onRead(channel, read, failure)));
    }

    private void onRead(ChannelName channel, @Nullable List<PodMessage.State> read, @Nullable Throwable failure) {
        boolean again = Boolean.TRUE.equals(readings.remove(channel));
        ChannelState state = states.get(channel);
        if (state == null) {
            return;
        }
        if (failure != null || read == null) {
            retry(channel);
            return;
        }
        state.onRead(read);
        if (again) {
            read(channel);
        }
    }

    private void retry(ChannelName channel) {
        if (retries.add(channel)) {
            tasks.schedule(RETRY, () -> {
                retries.remove(channel);
                read(channel);
            });
        }
    }
}
