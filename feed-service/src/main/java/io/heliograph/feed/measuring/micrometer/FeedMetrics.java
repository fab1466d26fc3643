package io.heliograph.feed.measuring.micrometer;

import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.feed.retry.RetrySchedule;
import io.heliograph.feed.retry.RetrySchedules;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What is counted. Safe for concurrent use. */
public final class FeedMetrics {
    private final MeterRegistry registry;
    private final Counter written;
    private final Timer batch;

    public FeedMetrics(MeterRegistry registry, RetrySchedules retries) {
        this.registry = registry;
        written = Counter.builder("heliograph.feed.timelines")
                .description("Timelines that a change was carried to")
                .register(registry);
        batch = Timer.builder("heliograph.feed.fanout.batch")
                .description("One batch of timelines")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
        waiting("intake", retries.intake());
        waiting("audiences", retries.audiences());
        waiting("delivery", retries.delivery());
    }

    /** @param outcome what it came to, as {@code add} */
    public void taken(String outcome, Duration sinceRecord) {
        Timer.builder("heliograph.feed.intake")
                .description("From the record's timestamp until what follows from it was committed")
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(5))
                .maximumExpectedValue(Duration.ofSeconds(60))
                .register(registry)
                .record(sinceRecord.isNegative() ? Duration.ZERO : sinceRecord); // the producer's clock is another
    }

    public void rejected(ProblemCode reason) {
        Counter.builder("heliograph.dead.letters")
                .description("Records set aside because they can never be taken")
                .tag("topic", Topic.ACTIVITIES.topicName())
                .tag("reason", reason.wireName())
                .register(registry)
                .increment();
    }

    public void written(int timelines, Duration took) {
        written.increment(timelines);
        batch.record(took);
    }

    /** @param what {@code publications} or {@code unseen} */
    public void told(String what, int count) {
        Counter.builder("heliograph.feed.told")
                .description("Publications and counts that Kafka acknowledged, repetitions included")
                .tag("what", what)
                .register(registry)
                .increment(count);
    }

    private void waiting(String part, RetrySchedule schedule) {
        Gauge.builder("heliograph.feed.waiting", schedule, one -> one.isWaiting() ? 1 : 0)
                .description("1 while it waits for PostgreSQL or Kafka")
                .tag("part", part)
                .register(registry);
    }
}
