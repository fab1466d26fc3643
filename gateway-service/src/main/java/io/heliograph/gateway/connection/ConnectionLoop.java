package io.heliograph.gateway.connection;

import io.heliograph.gateway.fanout.GatewayLoop;
import java.time.Duration;

/** The event loop of a connection, with the timers of all connections there. */
public final class ConnectionLoop {
    /** How often {@link #tick} is to be called. */
    public static final Duration TICK = TimerWheel.TICK;

    private final GatewayLoop gatewayLoop;
    private final TimerWheel timers;

    public ConnectionLoop(GatewayLoop gatewayLoop, long nowNanos) {
        this.gatewayLoop = gatewayLoop;
        this.timers = new TimerWheel(nowNanos);
    }

    GatewayLoop gatewayLoop() {
        return gatewayLoop;
    }

    TimerWheel timers() {
        return timers;
    }

    /** Confined to the loop. */
    public void tick(long nowNanos) {
        timers.advance(nowNanos);
    }

    void execute(Runnable task) {
        gatewayLoop.executor().execute(task);
    }
}
