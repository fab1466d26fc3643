package io.heliograph.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What happens to connections. Safe for concurrent use. */
public final class ConnectionMetrics {
    private static final String TRANSPORT = "transport";

    private final MeterRegistry registry;
    private final AtomicInteger sockets;
    private final AtomicInteger open;
    private final Counter rateLimited;
    private final Counter slowClosed;
    private final Timer loopLag;

    public ConnectionMetrics(MeterRegistry registry) {
        this.registry = registry;
        sockets = gauge("unauthenticated");
        open = gauge("open");
        rateLimited = registry.counter("heliograph.rate.limited", "scope", "connection");
        slowClosed = registry.counter("heliograph.slow.closed");
        loopLag = Timer.builder("heliograph.event.loop.lag")
                .description("How late the event loops come to what is due")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
    }

    private AtomicInteger gauge(String state) {
        var value = new AtomicInteger();
        Gauge.builder("heliograph.connections", value, AtomicInteger::get)
                .tags(TRANSPORT, "websocket", "state", state)
                .strongReference(true)
                .register(registry);
        return value;
    }

    public void accepted() {
        sockets.incrementAndGet();
    }

    public void opened(String transport, boolean resumed) {
        sockets.decrementAndGet();
        open.incrementAndGet();
        registry.counter("heliograph.connection.opened", TRANSPORT, transport, "resumed", String.valueOf(resumed))
                .increment();
    }

    /** @param wasOpen whether its hello had been accepted */
    public void closed(String transport, int code, String initiator, boolean wasOpen) {
        (wasOpen ? open : sockets).decrementAndGet();
        registry.counter(
                        "heliograph.connection.closed",
                        TRANSPORT,
                        transport,
                        "code",
                        label(code),
                        "initiator",
                        initiator)
                .increment();
    }

    public void handshakeRejected(String reason) {
        registry.counter("heliograph.handshake.rejected", "reason", reason).increment();
    }

    /** @param result {@code accepted}, {@code rejected} or {@code unavailable} */
    public void refreshed(String result) {
        registry.counter("heliograph.auth.refresh", "result", result).increment();
    }

    public void authenticationFailed(String reason) {
        registry.counter("heliograph.auth.failures", "reason", reason).increment();
    }

    public void rateLimited() {
        rateLimited.increment();
    }

    public void loopLag(long nanos) {
        loopLag.record(nanos, TimeUnit.NANOSECONDS);
    }

    public void slowClosed() {
        slowClosed.increment();
    }

    /** A client may close with any number: those that mean nothing to us share a label. */
    private static String label(int code) {
        boolean known = (code >= 1000 && code <= 1015) || (code >= 4003 && code <= 4015) || code == 4409;
        return known ? String.valueOf(code) : "other";
    }
}
