package io.heliograph.gateway.fanout;

import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.wire.PodMessage.Publication;
import io.heliograph.gateway.metrics.DeliveryMetrics;
import io.heliograph.gateway.metrics.SignalMetrics;
import io.heliograph.gateway.outbound.EncodedFrame;
import io.heliograph.gateway.outbound.FlushSchedule;
import io.heliograph.gateway.subscription.ChannelStream;
import io.heliograph.gateway.subscription.Delivery;
import io.heliograph.gateway.subscription.StreamOutput;
import io.heliograph.gateway.subscription.SubscriptionSlots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries to the subscriptions of one event loop, in order, a slice at a time: after {@value #SLICE} writes the loop flushes and sees to its other tasks, so
 * that a room of thousands does not hold up everybody else. Entries of one channel that come together are written together, so that a connection is flushed once
 * for all of them: the flush is what a delivery costs. Confined to its event loop.
 */
public final class LoopFanout implements StreamOutput {
    private static final int SLICE = 500;
    private static final int MAX_TOGETHER = 32;

    private final Executor loop;
    private final FlushSchedule flushes;
    private final DeliveryMetrics metrics;
    private final SignalMetrics signalMetrics;
    private final InstantSource clock;
    private final Deque<Step> steps = new ArrayDeque<>();

    /** What has begun; the steps that wait have not. */
    private @Nullable Step current;

    private int nextSlot;
    private boolean running;

    /** Something to bring to all subscriptions of a stream. */
    private sealed interface Step {
        ChannelStream stream();

        /** How many writes it is to each subscription. */
        int writes();

        record Deliver(ChannelStream stream, List<Delivery> deliveries) implements Step {
            @Override
            public int writes() {
                return deliveries.size();
            }
        }

        record Signal(ChannelStream stream, EncodedFrame frame, Instant expiresAt) implements Step {
            @Override
            public int writes() {
                return 1;
            }
        }

        record Reset(ChannelStream stream, ResetReason reason, Position base) implements Step {
            @Override
            public int writes() {
                return 1;
            }
        }
    }

    public LoopFanout(
            Executor loop,
            FlushSchedule flushes,
            DeliveryMetrics metrics,
            SignalMetrics signalMetrics,
            InstantSource clock) {
        this.signalMetrics = signalMetrics;
        this.loop = loop;
        this.flushes = flushes;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void deliver(ChannelStream stream, Delivery delivery) {
        delivery.retain();
        if (steps.peekLast() instanceof Step.Deliver(ChannelStream last, List<Delivery> deliveries)
                && last == stream
                && deliveries.size() < MAX_TOGETHER) {
            deliveries.add(delivery);
            return;
        }
        List<Delivery> deliveries = new ArrayList<>();
        deliveries.add(delivery);
        add(new Step.Deliver(stream, deliveries));
    }

    @Override
    public void signal(ChannelStream stream, EncodedFrame frame, Instant expiresAt) {
        frame.retain();
        add(new Step.Signal(stream, frame, expiresAt));
    }

    @Override
    public void reset(ChannelStream stream, ResetReason reason, Position base) {
        add(new Step.Reset(stream, reason, base));
    }

    private void add(Step step) {
        steps.add(step);
        if (!running) {
            running = true;
            loop.execute(this::run);
        }
    }

    private void run() {
        int budget = SLICE;
        while (budget > 0) {
            Step step = current == null ? steps.poll() : current;
            if (step == null) {
                break;
            }
            int from = nextSlot;
            int next = perform(step, from, Math.max(1, budget / step.writes()));
            if (next == SubscriptionSlots.DONE) {
                budget -= Math.max(1, (step.stream().subscriptions().size() - from) * step.writes());
                nextSlot = 0;
                current = null;
                finish(step);
            } else {
                nextSlot = next;
                current = step;
                budget = 0;
            }
        }
        flushes.flush();
        running = current != null || !steps.isEmpty();
        if (running) {
            loop.execute(this::run);
        }
    }

    private int perform(Step step, int from, int max) {
        SubscriptionSlots subscriptions = step.stream().subscriptions();
        return switch (step) {
            case Step.Deliver deliver -> subscriptions.deliver(deliver.deliveries(), from, max);
            case Step.Signal signal
            when from == 0 && !signal.expiresAt().isAfter(clock.instant()) -> {
                signalMetrics.transientExpired();
                yield SubscriptionSlots.DONE;
            }
            case Step.Signal signal -> subscriptions.signal(signal.frame(), from, max);
            case Step.Reset reset -> subscriptions.reset(reset.reason(), reset.base(), from, max);
        };
    }

    private void finish(Step step) {
        switch (step) {
            case Step.Deliver deliver -> deliver.deliveries().forEach(this::finish);
            case Step.Signal signal -> signal.frame().release();
            case Step.Reset _ -> {}
        }
    }

    private void finish(Delivery delivery) {
        if (delivery.entry() instanceof Publication publication) {
            metrics.latency(Duration.between(publication.storedAt(), clock.instant()));
        }
        delivery.release();
    }
}
