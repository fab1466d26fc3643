package io.heliograph.gateway.signal.redis;

import io.heliograph.contracts.channel.ChannelName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The pods of the channels that were published to just now, so that somebody who types does not ask for them with every letter. A pod whose first subscriber came
 * within this time misses what is transient. Confined to one thread.
 */
final class PodRoutes {
    static final Duration LIFE = Duration.ofMillis(500);
    static final int MAX_CHANNELS = 10_000;

    /** The oldest first. */
    private final SequencedMap<ChannelName, Route> routes = new LinkedHashMap<>();

    private record Route(List<String> pods, long readNanos) {}

    /** Null when it has to be read. */
    @Nullable
    List<String> find(ChannelName channel, long nowNanos) {
        Route route = routes.get(channel);
        if (route == null || nowNanos - route.readNanos() >= LIFE.toNanos()) {
            return null;
        }
        return route.pods();
    }

    void put(ChannelName channel, List<String> pods, long nowNanos) {
        routes.remove(channel);
        routes.put(channel, new Route(List.copyOf(pods), nowNanos));
        if (routes.size() > MAX_CHANNELS) {
            routes.pollFirstEntry();
        }
    }

    int size() {
        return routes.size();
    }
}
