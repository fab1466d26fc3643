package io.heliograph.notification.unread.micrometer;

import io.heliograph.notification.unread.UnreadObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what was told and what was put off. Safe for concurrent use. */
public final class UnreadMetrics implements UnreadObserver {
    private final Counter told;
    private final Counter putOff;

    public UnreadMetrics(MeterRegistry registry) {
        this.told = registry.counter("heliograph.notifications.unread.told");
        this.putOff = registry.counter("heliograph.notifications.unread.put.off");
    }

    @Override
    public void told() {
        told.increment();
    }

    @Override
    public void putOff() {
        putOff.increment();
    }
}
