package io.heliograph.gateway.subscription;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.gateway.routing.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The channels that this pod has subscribers for, and on which event loops. The route is held from the first subscriber to the last. Safe for concurrent use. */
public final class LocalChannels {
    /** Event loops are a bit each. */
    public static final int MAX_LOOPS = Long.SIZE;

    private final Routes routes;
    private final Map<ChannelName, Local> channels = new ConcurrentHashMap<>();

    /** @param loops the numbers of the event loops with subscribers, as bits */
    private record Local(long loops, CompletionStage<Void> routed) {}

    public LocalChannels(Routes routes) {
        this.routes = routes;
    }

    /** From the return on, what comes for the channel goes to the loop. Completes when the route stands, or could not be written. */
    public CompletionStage<Void> join(ChannelName channel, int loop) {
        // Inside compute, so that holding and releasing a route keep their order.
        Local joined = channels.compute(
                channel,
                (name, local) -> local == null
                        ? new Local(bit(loop), routes.hold(name))
                        : new Local(local.loops() | bit(loop), local.routed()));
        return joined.routed();
    }

    void leave(ChannelName channel, int loop) {
        channels.computeIfPresent(channel, (name, local) -> {
            long loops = local.loops() & ~bit(loop);
            if (loops == 0) {
                routes.release(name);
                return null;
            }
            return new Local(loops, local.routed());
        });
    }

    /** The loops with subscribers, as bits; 0 when there are none. */
    public long loopsOf(ChannelName channel) {
        Local local = channels.get(channel);
        return local == null ? 0 : local.loops();
    }

    public List<ChannelName> all() {
        return new ArrayList<>(channels.keySet());
    }

    public int size() {
        return channels.size();
    }

    private static long bit(int loop) {
        return 1L << loop;
    }
}
