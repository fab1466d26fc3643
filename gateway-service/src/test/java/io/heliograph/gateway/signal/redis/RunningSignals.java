package io.heliograph.gateway.signal.redis;

import io.heliograph.gateway.routing.PodId;
import io.heliograph.gateway.signal.PodWire;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;

/** A gateway's way to other pods over a real Redis. */
public final class RunningSignals {
    private RunningSignals() {}

    public static PodWire start(Vertx vertx, Redis redis, PodId pod) {
        return new RedisSignals(vertx, redis, pod);
    }
}
