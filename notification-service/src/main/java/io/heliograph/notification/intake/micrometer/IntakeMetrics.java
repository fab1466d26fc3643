package io.heliograph.notification.intake.micrometer;

import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.notification.intake.RetrySchedule;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What is counted of the intake. Safe for concurrent use. */
public final class IntakeMetrics {
    private final MeterRegistry registry;
    private final Counter stored;
    private final Counter retracted;
    private final Counter published;
    private final Timer latency;

    public IntakeMetrics(MeterRegistry registry, RetrySchedule retries) {
        this.registry = registry;
        stored = Counter.builder("heliograph.notifications.stored")
                .description("Notifications that came into an inbox")
                .register(registry);
        retracted = Counter.builder("heliograph.notifications.retracted")
                .description("Notifications that were taken out of an inbox")
                .register(registry);
        published = Counter.builder("heliograph.notifications.published")
                .description("Publications that Kafka acknowledged, repetitions included")
                .register(registry);
        latency = Timer.builder("heliograph.notifications.intake")
                .description("From the record's timestamp until its publications were acknowledged")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(5))
                .maximumExpectedValue(Duration.ofSeconds(60))
                .register(registry);
        registry.gauge("heliograph.notifications.waiting", retries, schedule -> schedule.isWaiting() ? 1 : 0);
    }

    public void stored(int count) {
        stored.increment(count);
    }

    public void retracted(int count) {
        retracted.increment(count);
    }

    public void published(int count) {
        published.increment(count);
    }

    public void rejected(ProblemCode reason) {
        Counter.builder("heliograph.dead.letters")
                .description("Records set aside because they can never be taken")
                .tag("topic", Topic.NOTIFICATIONS.topicName())
                .tag("reason", reason.wireName())
                .register(registry)
                .increment();
    }

    public void finished(Duration sinceRecord) {
        latency.record(sinceRecord.isNegative() ? Duration.ZERO : sinceRecord); // the producer's clock is another
    }
}
