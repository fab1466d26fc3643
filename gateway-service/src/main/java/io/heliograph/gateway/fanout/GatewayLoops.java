package io.heliograph.gateway.fanout;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.gateway.signal.SignalLoops;
import io.heliograph.gateway.subscription.LocalChannels;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The event loops that connections live on, numbered as they first appear. Safe for concurrent use. */
public final class GatewayLoops implements SignalLoops {
    private final List<GatewayLoop> loops = new CopyOnWriteArrayList<>();
    private final LocalChannels localChannels;
    private final BiFunction<Integer, Executor, GatewayLoop> factory;

    /** @param factory makes what belongs to a loop, from its number and its executor */
    public GatewayLoops(LocalChannels localChannels, BiFunction<Integer, Executor, GatewayLoop> factory) {
        this.localChannels = localChannels;
        this.factory = factory;
    }

    /** @param executor the event loop; the same object is the same loop */
    public GatewayLoop of(Executor executor) {
        GatewayLoop known = find(executor);
        return known != null ? known : add(executor);
    }

    @Override
    public void forEach(ChannelName channel, Consumer<SignalLoops.Loop> task) {
        forEach(localChannels.loopsOf(channel), task::accept);
    }

    /** Runs the task for each loop whose bit is set; not on it. */
    void forEach(long bits, Consumer<GatewayLoop> task) {
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            task.accept(loops.get(Long.numberOfTrailingZeros(rest)));
        }
    }

    private @Nullable GatewayLoop find(Executor executor) {
        for (GatewayLoop loop : loops) {
            if (loop.executor().equals(executor)) {
                return loop;
            }
        }
        return null;
    }

    private synchronized GatewayLoop add(Executor executor) {
        GatewayLoop known = find(executor);
        if (known != null) {
            return known;
        }
        if (loops.size() == LocalChannels.MAX_LOOPS) {
            throw new IllegalStateException("at most " + LocalChannels.MAX_LOOPS
                    + " event loops can hold connections: set quarkus.vertx.event-loops-pool-size");
        }
        GatewayLoop loop = factory.apply(loops.size(), executor);
        loops.add(loop);
        return loop;
    }
}
