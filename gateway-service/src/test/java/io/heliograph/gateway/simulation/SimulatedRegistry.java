package io.heliograph.gateway.simulation;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.gateway.routing.Routes;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Routes that are written in order, each at some time, and confirmed later still. */
final class SimulatedRegistry implements Routes {
    private final Schedule schedule;
    private final Executor writer;
    private final boolean confirmsFirst;
    private final Set<ChannelName> routes = new HashSet<>();

    SimulatedRegistry(Schedule schedule, boolean confirmsFirst) {
        this.schedule = schedule;
        this.writer = schedule.queue();
        this.confirmsFirst = confirmsFirst;
    }

    boolean hasRoute(ChannelName channel) {
        return routes.contains(channel);
    }

    @Override
    public CompletionStage<Void> hold(ChannelName channel) {
        var confirmed = new CompletableFuture<Void>();
        writer.execute(() -> {
            routes.add(channel);
            schedule.sometime(() -> confirmed.complete(null));
        });
        return confirmsFirst ? CompletableFuture.completedFuture(null) : confirmed;
    }

    @Override
    public void release(ChannelName channel) {
        writer.execute(() -> routes.remove(channel));
    }
}
