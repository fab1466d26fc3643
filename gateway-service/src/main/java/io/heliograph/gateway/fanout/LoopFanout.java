package io.heliograph.gateway.fanout;

import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.wire.PodMessage.Publication;
import io.heliograph.gateway.metrics.DeliveryMetrics;
import io.heliograph.gateway.outbound.FlushSchedule;
import io.heliograph.gateway.subscription.ChannelStream;
import io.heliograph.gateway.subscription.Delivery;
import io.heliograph.gateway.subscription.StreamOutput;
import io.heliograph.gateway.subscription.SubscriptionSlots;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Writes entries to the subscriptions of one event loop, in order, a slice at a time: after {@value #SLICE} writes the loop flushes and sees to its other tasks, so
 * that a room of thousands does not hold up everybody else. Confined to its event loop.
 */
public final class LoopFanout implements StreamOutput {
    private static final int SLICE = 500;

    private final Executor loop;
    private final FlushSchedule flushes;
    private final DeliveryMetrics metrics;
    private final InstantSource clock;
    private final Queue<Step> steps = new ArrayDeque<>();
    private int nextSlot;
    private boolean running;

    /** One thing to bring to all subscriptions of a stream. */
    private sealed interface Step {
        record Deliver(ChannelStream stream, Delivery delivery) implements Step {}

        record Reset(ChannelStream stream, ResetReason reason, Position base) implements Step {}
    }

    public LoopFanout(Executor loop, FlushSchedule flushes, DeliveryMetrics metrics, InstantSource clock) {
        this.loop = loop;
        this.flushes = flushes;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void deliver(ChannelStream stream, Delivery delivery) {
        delivery.retain();
        add(new Step.Deliver(stream, delivery));
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
        while (budget > 0 && !steps.isEmpty()) {
            Step step = steps.element();
            int from = nextSlot;
            int next = perform(step, from, budget);
            if (next == SubscriptionSlots.DONE) {
                budget -= Math.max(1, streamOf(step).subscriptions().size() - from);
                nextSlot = 0;
                steps.remove();
                finish(step);
            } else {
                nextSlot = next;
                budget = 0;
            }
        }
        flushes.flush();
        running = !steps.isEmpty();
        if (running) {
            loop.execute(this::run);
        }
    }

    private static int perform(Step step, int from, int max) {
        return switch (step) {
            case Step.Deliver deliver -> deliver.stream().subscriptions().deliver(deliver.delivery(), from, max);
            case Step.Reset reset -> reset.stream().subscriptions().reset(reset.reason(), reset.base(), from, max);
        };
    }

    private static ChannelStream streamOf(Step step) {
        return switch (step) {
            case Step.Deliver deliver -> deliver.stream();
            case Step.Reset reset -> reset.stream();
        };
    }

    private void finish(Step step) {
        if (step instanceof Step.Deliver deliver) {
            Delivery delivery = deliver.delivery();
            if (delivery.entry() instanceof Publication publication) {
                metrics.latency(Duration.between(publication.storedAt(), clock.instant()));
            }
            delivery.release();
        }
    }
}
