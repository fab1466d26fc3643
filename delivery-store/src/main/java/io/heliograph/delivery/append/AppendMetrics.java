package io.heliograph.delivery.append;

import io.heliograph.contracts.channel.Durability;
import io.heliograph.delivery.observation.DeliveryLatency;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Figures of storing. Safe for concurrent use. */
public final class AppendMetrics {
    private final DistributionSummary batchSize;
    private final Timer duration;
    private final Counter fenced;
    private final Counter deduplicated;
    private final DeliveryLatency latency;

    public AppendMetrics(MeterRegistry meters) {
        batchSize = DistributionSummary.builder("heliograph.append.batch.size")
                .description("Publications of a batch")
                .register(meters);
        duration = Timer.builder("heliograph.append.duration")
                .description("One call of append_batch, including the wait for a turn")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(meters);
        fenced = Counter.builder("heliograph.fenced")
                .description("Batches refused because another owner had moved the checkpoint")
                .register(meters);
        deduplicated = Counter.builder("heliograph.deduplicated")
                .description("Publications dropped because their event was stored before")
                .register(meters);
        latency = DeliveryLatency.of(meters, Durability.DURABLE, "produce_to_commit");
    }

    AppendOutcome timed(Batch batch, Supplier<AppendOutcome> append) {
        batchSize.record(batch.publications().size());
        return duration.record(append);
    }

    void stored(Batch batch, int storedCount, Instant now) {
        deduplicated.increment(batch.publications().size() - storedCount);
        for (IncomingPublication publication : batch.publications()) {
            latency.record(Duration.ofMillis(
                    now.toEpochMilli() - publication.original().timestamp()));
        }
    }

    void fenced() {
        fenced.increment();
    }
}
