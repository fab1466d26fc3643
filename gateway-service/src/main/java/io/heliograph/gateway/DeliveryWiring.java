package io.heliograph.gateway;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.gateway.connection.LocalConnections;
import io.heliograph.gateway.connection.websocket.WebSocketFrameEncoder;
import io.heliograph.gateway.fanout.Fanout;
import io.heliograph.gateway.fanout.GatewayLoop;
import io.heliograph.gateway.fanout.GatewayLoops;
import io.heliograph.gateway.fanout.LoopFanout;
import io.heliograph.gateway.health.DependencyStates;
import io.heliograph.gateway.history.History;
import io.heliograph.gateway.history.KindHistory;
import io.heliograph.gateway.metrics.DeliveryMetrics;
import io.heliograph.gateway.metrics.SignalMetrics;
import io.heliograph.gateway.outbound.FlushSchedule;
import io.heliograph.gateway.outbound.FrameEncoder;
import io.heliograph.gateway.repair.Comparison;
import io.heliograph.gateway.repair.ConcernedChannels;
import io.heliograph.gateway.repair.GapFetcher;
import io.heliograph.gateway.repair.Later;
import io.heliograph.gateway.repair.PodInbox;
import io.heliograph.gateway.repair.RepairTimer;
import io.heliograph.gateway.repair.StateComparison;
import io.heliograph.gateway.repair.SweepIntervals;
import io.heliograph.gateway.routing.PodListener;
import io.heliograph.gateway.routing.Routes;
import io.heliograph.gateway.signal.LoopStates;
import io.heliograph.gateway.signal.SignalFanout;
import io.heliograph.gateway.signal.StateStore;
import io.heliograph.gateway.signal.StateTicks;
import io.heliograph.gateway.subscription.DelayedTasks;
import io.heliograph.gateway.subscription.DeliveryEncoder;
import io.heliograph.gateway.subscription.LocalChannels;
import io.heliograph.gateway.subscription.LoopStreams;
import io.heliograph.gateway.subscription.StreamContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Builds the way from the wire and the store to subscriptions. */
@ApplicationScoped
class DeliveryWiring {
    @Produces
    @Singleton
    FrameEncoder frameEncoder() {
        return new WebSocketFrameEncoder();
    }

    @Produces
    @Singleton
    DeliveryEncoder deliveryEncoder(FrameEncoder frames, InstantSource clock) {
        return new DeliveryEncoder(frames, clock);
    }

    @Produces
    @Singleton
    DeliveryMetrics deliveryMetrics(MeterRegistry registry) {
        return new DeliveryMetrics(registry);
    }

    @Produces
    @Singleton
    LocalChannels localChannels(Routes routes) {
        return new LocalChannels(routes);
    }

    /** The fetcher is looked up when a loop is first used: it needs the fan-out, and that the loops. */
    @Produces
    @Singleton
    GatewayLoops loops(
            LocalChannels localChannels,
            History store,
            ChannelKinds kinds,
            Instance<GapFetcher> fetcher,
            DeliveryEncoder encoder,
            FrameEncoder frames,
            StateStore states,
            DeliveryMetrics metrics,
            SignalMetrics signalMetrics,
            InstantSource clock,
            RandomGenerator random) {
        var history = new KindHistory(store, kinds);
        return new GatewayLoops(localChannels, (number, executor) -> {
            var flushes = new FlushSchedule(executor);
            DelayedTasks later = (delay, task) -> schedule(executor, delay, task);
            var output = new LoopFanout(executor, flushes, metrics, signalMetrics, clock);
            var context = new StreamContext(executor, later, output, history, fetcher.get(), encoder, metrics, random);
            return new GatewayLoop(
                    number,
                    executor,
                    new LoopStreams(number, localChannels, context),
                    output,
                    new LoopStates(
                            executor,
                            later,
                            states,
                            new StateTicks(later, frames, signalMetrics),
                            signalMetrics,
                            random),
                    flushes);
        });
    }

    @Produces
    @Singleton
    SignalMetrics signalMetrics(MeterRegistry registry) {
        return new SignalMetrics(registry);
    }

    @Produces
    @Singleton
    SignalFanout signalFanout(GatewayLoops loops, FrameEncoder frames, SignalMetrics metrics, InstantSource clock) {
        return new SignalFanout(loops, frames, metrics, clock);
    }

    @Produces
    @Singleton
    StateComparison stateComparison(
            GatewayConfig config,
            StateStore states,
            SignalFanout signals,
            LocalChannels localChannels,
            ChannelKinds kinds,
            Later later) {
        var withState = new ConcernedChannels(localChannels, kinds, Durability.LATEST);
        return new StateComparison(states, signals, withState, config.repair().sweep(), later);
    }

    private static void schedule(Executor loop, Duration delay, Runnable task) {
        if (!(loop instanceof EventLoop eventLoop)) {
            throw new IllegalArgumentException("connections live on Netty's event loops, not on " + loop);
        }
        var _ = eventLoop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Produces
    @Singleton
    Fanout fanout(GatewayLoops loops, LocalChannels localChannels, DeliveryEncoder encoder, DeliveryMetrics metrics) {
        return new Fanout(loops, localChannels, encoder, metrics);
    }

    @Produces
    @Singleton
    RepairTimer repairTimer() {
        return new RepairTimer();
    }

    void stopRepairTimer(@Disposes RepairTimer timer) {
        timer.close();
    }

    @Produces
    @Singleton
    GapFetcher gapFetcher(
            History history, LocalChannels localChannels, Fanout fanout, Later later, RandomGenerator random) {
        return new GapFetcher(history, localChannels, fanout, later, random);
    }

    @Produces
    @Singleton
    Comparison comparison(
            GatewayConfig config,
            History history,
            LocalChannels localChannels,
            ChannelKinds kinds,
            Fanout fanout,
            DeliveryMetrics metrics,
            Later later,
            RandomGenerator random) {
        var intervals =
                new SweepIntervals(config.repair().sweep(), config.repair().sweepWithoutRedis());
        var durable = new ConcernedChannels(localChannels, kinds, Durability.DURABLE);
        return new Comparison(history, durable, fanout, intervals, metrics, later, random);
    }

    /** Behind a proxy: the adapter that calls it also holds the routes, which it needs itself. */
    @Produces
    @ApplicationScoped
    PodListener podListener(
            Fanout fanout,
            Comparison comparison,
            SignalFanout signals,
            StateComparison stateComparison,
            DependencyStates dependencies,
            LocalConnections connections) {
        return new PodInbox(
                fanout,
                comparison,
                signals,
                stateComparison,
                dependencies,
                connections::close,
                connections::announceAll);
    }
}
