package io.heliograph.gateway.connection;

import io.heliograph.gateway.outbound.OutboundLimits;
import java.time.Duration;

/** @param helloTimeout time until the hello, and again until its token is checked */
public record ConnectionSettings(
        KeepAlive keepAlive, Duration helloTimeout, FrameRate frameRate, OutboundLimits outbound) {
    public ConnectionSettings {
        if (helloTimeout.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException(
                    "gateway.connection.hello-timeout must be at least PT0.1S, is " + helloTimeout);
        }
    }
}
