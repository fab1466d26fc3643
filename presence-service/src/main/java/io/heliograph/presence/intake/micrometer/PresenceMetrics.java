package io.heliograph.presence.intake.micrometer;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.presence.intake.ChangeCounts;
import io.heliograph.presence.retry.RetrySchedule;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What is counted. Safe for concurrent use. */
public final class PresenceMetrics implements ChangeCounts {
    private final MeterRegistry registry;
    private final Map<String, AtomicLong> lags = new ConcurrentHashMap<>();
    private final Counter told;
    private final Counter toldAgain;
    private final Counter podsLost;

    public PresenceMetrics(MeterRegistry registry) {
        this.registry = registry;
        told = Counter.builder("heliograph.presence.signals")
                .description("Values told to channels and acknowledged by Kafka, repetitions included")
                .register(registry);
        toldAgain = Counter.builder("heliograph.presence.republished")
                .description("Values told again because the registry lost its memory")
                .register(registry);
        podsLost = Counter.builder("heliograph.presence.pods.lost")
                .description("Pods whose lease ended while they held connections, once for each partition concerned")
                .register(registry);
    }

    /** The gauges of what is there anyway. */
    public void observe(RetrySchedule retries, Supplier<Number> watchedPods, Supplier<Number> proving) {
        Gauge.builder("heliograph.presence.waiting", retries, schedule -> schedule.isWaiting() ? 1 : 0)
                .description("1 while it waits for PostgreSQL or Kafka")
                .register(registry);
        Gauge.builder("heliograph.presence.watched", watchedPods)
                .description("Pods whose leases are watched")
                .register(registry);
        Gauge.builder("heliograph.presence.deciding", proving)
                .description(
                        "0 while nobody is declared offline, because the registry is away, young or back only recently")
                .register(registry);
    }

    @Override
    public void happened(String type) {
        changes(type, "raw").increment();
    }

    @Override
    public void told(String type) {
        changes(type, "after_grace").increment();
    }

    public void signalled(int count) {
        told.increment(count);
    }

    public void republished(int count) {
        toldAgain.increment(count);
    }

    public void podLost() {
        podsLost.increment();
    }

    public void refused(String topic, ProblemCode reason) {
        Counter.builder("heliograph.presence.refused")
                .description("Records passed over because they can never be valid")
                .tag("topic", topic)
                .tag("reason", reason.wireName())
                .register(registry)
                .increment();
    }

    public void lag(String topic, long records) {
        lags.computeIfAbsent(topic, this::lagGauge).set(records);
    }

    private AtomicLong lagGauge(String topic) {
        var lag = new AtomicLong();
        Gauge.builder("heliograph.kafka.consumer.lag", lag, AtomicLong::doubleValue)
                .description("Records in Kafka that are not taken in yet, of this process's partitions")
                .tag("topic", topic)
                .register(registry);
        return lag;
    }

    private Counter changes(String type, String stage) {
        return Counter.builder("heliograph.presence.changes")
                .description("Changes of statuses and memberships: what happened, and what of it was told")
                .tag("type", type)
                .tag("stage", stage)
                .register(registry);
    }
}
