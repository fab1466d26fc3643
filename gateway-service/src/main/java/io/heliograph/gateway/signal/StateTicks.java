package io.heliograph.gateway.signal;

import io.heliograph.gateway.metrics.SignalMetrics;
import io.heliograph.gateway.outbound.FrameEncoder;
import io.heliograph.gateway.subscription.DelayedTasks;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** Writes states once per tick, however many values change within it. Confined to its event loop. */
public final class StateTicks {
    /** Short against what a person notices, long against the time between the changes of a busy channel. */
    static final Duration TICK = Duration.ofMillis(20);

    private final DelayedTasks tasks;
    private final FrameEncoder encoder;
    private final SignalMetrics metrics;
    private Set<StateOutbox> due = new LinkedHashSet<>();

    public StateTicks(DelayedTasks tasks, FrameEncoder encoder, SignalMetrics metrics) {
        this.tasks = tasks;
        this.encoder = encoder;
        this.metrics = metrics;
    }

    void conflated() {
        metrics.conflated();
    }

    void add(StateOutbox outbox) {
        if (due.isEmpty()) {
            tasks.schedule(TICK, this::run);
        }
        due.add(outbox);
    }

    private void run() {
        Set<StateOutbox> flushing = due;
        due = new LinkedHashSet<>();
        try (var frames = new StateFrames(encoder)) {
            flushing.forEach(outbox -> outbox.flush(frames));
        }
    }
}
