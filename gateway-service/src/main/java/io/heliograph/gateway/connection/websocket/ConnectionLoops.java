package io.heliograph.gateway.connection.websocket;

import io.heliograph.gateway.connection.ConnectionLoop;
import io.heliograph.gateway.connection.ConnectionServices;
import io.heliograph.gateway.connection.LoopLag;
import io.heliograph.gateway.fanout.GatewayLoops;
import io.netty.channel.EventLoop;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Finds what belongs to a Netty event loop, and winds its timers. Safe for concurrent use. */
@Singleton
final class ConnectionLoops {
    private final GatewayLoops gatewayLoops;
    private final ConnectionServices services;
    private final Map<EventLoop, ConnectionLoop> loops = new ConcurrentHashMap<>();

    ConnectionLoops(GatewayLoops gatewayLoops, ConnectionServices services) {
        this.gatewayLoops = gatewayLoops;
        this.services = services;
    }

    ConnectionLoop of(EventLoop eventLoop) {
        return loops.computeIfAbsent(eventLoop, this::create);
    }

    private ConnectionLoop create(EventLoop eventLoop) {
        var loop = new ConnectionLoop(gatewayLoops.of(eventLoop), now());
        long tickNanos = ConnectionLoop.TICK.toNanos();
        var lag = new LoopLag(now(), tickNanos);
        eventLoop
                .scheduleAtFixedRate(() -> tick(loop, lag), tickNanos, tickNanos, TimeUnit.NANOSECONDS)
                .addListener(done -> loops.remove(eventLoop));
        return loop;
    }

    private void tick(ConnectionLoop loop, LoopLag lag) {
        long nowNanos = now();
        services.connectionMetrics().loopLag(lag.onTick(nowNanos));
        loop.tick(nowNanos);
    }

    private long now() {
        return services.nanoClock().getAsLong();
    }
}
