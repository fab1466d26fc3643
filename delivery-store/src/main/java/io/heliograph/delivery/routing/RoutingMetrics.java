package io.heliograph.delivery.routing;

import io.heliograph.delivery.observation.DeliveryLatency;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Figures of the wire. Safe for concurrent use. */
public final class RoutingMetrics {
    private final Counter published;
    private final Counter failed;
    private final Map<NoticeCause, Counter> notices = new EnumMap<>(NoticeCause.class);
    private final DeliveryLatency latency;

    public RoutingMetrics(MeterRegistry meters) {
        published = batches(meters, "ok");
        failed = batches(meters, "failed");
        for (NoticeCause cause : NoticeCause.values()) {
            notices.put(
                    cause,
                    Counter.builder("heliograph.notices")
                            .description("Times that pods were, or will be, told to compare")
                            .tag("cause", cause.label())
                            .register(meters));
        }
        latency = DeliveryLatency.of(meters, "commit_to_publish");
    }

    void published(int succeeded, int unsuccessful) {
        published.increment(succeeded);
        failed.increment(unsuccessful);
    }

    void notice(NoticeCause cause) {
        Counter counter = notices.get(cause);
        if (counter != null) {
            counter.increment();
        }
    }

    void routed(List<StoredBatch> batches, long nowNanos) {
        for (StoredBatch batch : batches) {
            Duration sinceCommit = Duration.ofNanos(nowNanos - batch.committedNanos());
            batch.publications().forEach(_ -> latency.record(sinceCommit));
        }
    }

    private static Counter batches(MeterRegistry meters, String result) {
        return Counter.builder("heliograph.batches.published")
                .description("Messages published for pods")
                .tag("result", result)
                .register(meters);
    }
}
