package io.heliograph.gateway.signal;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.gateway.metrics.SignalMetrics;
import io.heliograph.gateway.signal.ChannelState.Reading;
import io.heliograph.gateway.subscription.DelayedTasks;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The states that connections of one event loop follow. Confined to its event loop. */
public final class LoopStates {
    private static final long MIN_RETRY_MILLIS = 500;
    private static final long MAX_RETRY_MILLIS = 1_500;

    private final Executor loop;
    private final DelayedTasks tasks;
    private final StateStore store;
    private final StateTicks ticks;
    private final SignalMetrics metrics;
    private final RandomGenerator random;
    private final Map<ChannelName, ChannelState> states = new HashMap<>();

    public LoopStates(
            Executor loop,
            DelayedTasks tasks,
            StateStore store,
            StateTicks ticks,
            SignalMetrics metrics,
            RandomGenerator random) {
        this.loop = loop;
        this.tasks = tasks;
        this.store = store;
        this.ticks = ticks;
        this.metrics = metrics;
        this.random = random;
    }

    public StateTicks ticks() {
        return ticks;
    }

    /**
     * Follows a channel. To be called once its route stands: what comes over the wire is taken from here on, what was there before is read, so that one of the two has
     * each value. When the route could not be written, its return lets all states be compared.
     */
    public void follow(StateOutbox outbox, ChannelName channel) {
        ChannelState known = states.get(channel);
        if (known != null) {
            known.follow(outbox);
            return;
        }
        var state = new ChannelState(channel);
        states.put(channel, state);
        state.follow(outbox);
        read(state);
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
            read(known);
        }
    }

    void onHighest(Map<ChannelName, Version> inRegistry) {
        inRegistry.forEach((channel, version) -> {
            ChannelState state = states.get(channel);
            if (state != null && state.onHighest(version) == Reading.NEEDED) {
                metrics.stateGap();
                read(state);
            }
        });
    }

    private void read(ChannelState state) {
        if (state.beginReading()) {
            metrics.stateRead();
            store.read(state.channel())
                    .whenComplete((read, failure) -> loop.execute(() -> onRead(state, read, failure)));
        }
    }

    /** An answer to somebody who has left meanwhile is of no use to who came after: it may be older than what he has missed. */
    private void onRead(ChannelState state, @Nullable List<PodMessage.State> read, @Nullable Throwable failure) {
        if (states.get(state.channel()) != state) {
            return;
        }
        if (failure != null || read == null) {
            tasks.schedule(retryDelay(), () -> retry(state));
            return;
        }
        boolean again = state.endReading();
        state.onRead(read);
        if (again) {
            read(state);
        }
    }

    /** Spread, so that thousands do not ask at once. */
    private Duration retryDelay() {
        return Duration.ofMillis(random.nextLong(MIN_RETRY_MILLIS, MAX_RETRY_MILLIS));
    }

    private void retry(ChannelState state) {
        var _ = state.endReading();
        if (states.get(state.channel()) == state) {
            read(state);
        }
    }
}
