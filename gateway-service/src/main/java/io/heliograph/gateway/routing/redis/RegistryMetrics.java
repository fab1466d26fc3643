package io.heliograph.gateway.routing.redis;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What the registry's link is measured by. Safe for concurrent use. */
final class RegistryMetrics {
    private final MeterRegistry metrics;
    private final AtomicInteger away;

    RegistryMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        away = metrics.gauge("heliograph_registry_away", new AtomicInteger());
    }

    void leaseRenewed(long nanos) {
        metrics.timer("heliograph_lease_renew").record(nanos, TimeUnit.NANOSECONDS);
    }

    void leaseLost() {
        metrics.counter("heliograph_lease_lost").increment();
    }

    /** @param cause {@code reconnect}, {@code lease} or {@code sweep} */
    void rewritten(String cause, int fields) {
        metrics.counter("heliograph_routes_rewritten", "cause", cause).increment(fields);
    }

    void routesRemoved(int routes) {
        metrics.counter("heliograph_routes_removed").increment(routes);
    }

    void away(boolean isAway) {
        away.set(isAway ? 1 : 0);
    }
}
