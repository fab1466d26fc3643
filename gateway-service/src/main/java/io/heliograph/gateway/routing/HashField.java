package io.heliograph.gateway.routing;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.registry.RedisKey;

/** One field of a hash in the registry: what this pod owns there. */
public record HashField(String key, String field) {
    private static final String ROUTE_PREFIX = "route:";

    /** That this pod has subscribers for a channel. */
    public static HashField route(ChannelName channel, PodId pod) {
        return new HashField(RedisKey.route(channel), pod.value());
    }

    /** Where a connection of a user is. */
    public static HashField connection(String user, String connection) {
        return new HashField(RedisKey.connections(user), connection);
    }

    public boolean isRoute() {
        return key.startsWith(ROUTE_PREFIX);
    }
}
