package io.heliograph.notification.digest.micrometer;

import io.heliograph.notification.digest.DigestObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts digests by what became of them. Safe for concurrent use. */
public final class DigestMetrics implements DigestObserver {
    private final Counter made;
    private final Counter empty;
    private final Counter failed;

    public DigestMetrics(MeterRegistry registry) {
        this.made = digests(registry, "made");
        this.empty = digests(registry, "empty");
        this.failed = digests(registry, "failed");
    }

    @Override
    public void made() {
        made.increment();
    }

    @Override
    public void empty() {
        empty.increment();
    }

    @Override
    public void failed() {
        failed.increment();
    }

    private static Counter digests(MeterRegistry registry, String result) {
        return Counter.builder("heliograph.digests")
                .description("Notifications that summarise others")
                .tag("result", result)
                .register(registry);
    }
}
