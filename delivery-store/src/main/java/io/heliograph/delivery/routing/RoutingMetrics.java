package io.heliograph.delivery.routing;

import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.wire.PodMessage;
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
    private final Counter lost;
    private final Map<Durability, DeliveryLatency> latencies = new EnumMap<>(Durability.class);

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
        lost = Counter.builder("heliograph.transients.lost")
                .description("Transient publications that a pod did not get because Redis was away or slow")
                .register(meters);
        for (Durability durability : Durability.values()) {
            latencies.put(durability, DeliveryLatency.of(meters, durability, "commit_to_publish"));
        }
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
            Duration sinceStored = Duration.ofNanos(nowNanos - batch.storedNanos());
            for (PodMessage message : batch.messages()) {
                DeliveryLatency latency = latencies.get(Routable.durability(message));
                if (latency != null) {
                    latency.record(sinceStored);
                }
            }
        }
    }

    /** Counts those among them that no comparison finds. */
    void lost(List<? extends PodMessage> messages) {
        for (PodMessage message : messages) {
            if (!Routable.isFoundByComparing(message)) {
                lost.increment();
            }
        }
    }

    private static Counter batches(MeterRegistry meters, String result) {
        return Counter.builder("heliograph.batches.published")
                .description("Messages published for pods")
                .tag("result", result)
                .register(meters);
    }
}
