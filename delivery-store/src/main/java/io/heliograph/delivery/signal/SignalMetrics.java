package io.heliograph.delivery.signal;

import io.heliograph.contracts.channel.Durability;
import io.heliograph.delivery.observation.DeliveryLatency;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Figures of signals. Safe for concurrent use. */
public final class SignalMetrics {
    private final Counter put;
    private final Counter putBack;
    private final Counter stale;
    private final Counter full;
    private final Counter conflated;
    private final Counter routed;
    private final Counter outdated;
    private final Counter refills;
    private final DeliveryLatency latestLatency;
    private final DeliveryLatency transientLatency;

    public SignalMetrics(MeterRegistry meters) {
        put = signals(meters, Durability.LATEST, "put");
        putBack = signals(meters, Durability.LATEST, "put_back");
        stale = signals(meters, Durability.LATEST, "stale");
        full = signals(meters, Durability.LATEST, "too_many_keys");
        conflated = signals(meters, Durability.LATEST, "conflated");
        routed = signals(meters, Durability.TRANSIENT, "routed");
        outdated = signals(meters, Durability.TRANSIENT, "outdated");
        refills = Counter.builder("heliograph.signal.refills")
                .description("Times that a partition's last 24 hours were read again because Redis had lost its memory")
                .register(meters);
        latestLatency = DeliveryLatency.of(meters, Durability.LATEST, "produce_to_commit");
        transientLatency = DeliveryLatency.of(meters, Durability.TRANSIENT, "produce_to_commit");
    }

    void refill() {
        refills.increment();
    }

    void delivered(SignalBatch batch, List<LatestStore.Outcome> outcomes, Instant now) {
        count(put, outcomes);
        conflated.increment(batch.conflated());
        outdated.increment(batch.outdated());
        for (Incoming signal : batch.signals()) {
            switch (signal) {
                case Incoming.Latest latest ->
                    latestLatency.record(Duration.ofMillis(
                            now.toEpochMilli() - latest.original().timestamp()));
                case Incoming.Transient(var message) -> {
                    routed.increment();
                    transientLatency.record(Duration.between(message.time(), now));
                }
                case Incoming.Outdated _, Incoming.Refused _ -> {}
            }
        }
    }

    void putBack(List<LatestStore.Outcome> outcomes) {
        count(putBack, outcomes);
    }

    private void count(Counter successful, List<LatestStore.Outcome> outcomes) {
        for (LatestStore.Outcome outcome : outcomes) {
            switch (outcome) {
                case LatestStore.Outcome.Put _ -> successful.increment();
                case LatestStore.Outcome.Stale _ -> stale.increment();
                case LatestStore.Outcome.Full _ -> full.increment();
            }
        }
    }

    private static Counter signals(MeterRegistry meters, Durability durability, String outcome) {
        return Counter.builder("heliograph.signals")
                .description("What became of signals")
                .tag("durability", durability.wireName())
                .tag("outcome", outcome)
                .register(meters);
    }
}
