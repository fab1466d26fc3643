package io.heliograph.notification.push.micrometer;

import io.heliograph.notification.push.PushObserver;
import io.heliograph.notification.push.PushOutcome;
import io.heliograph.notification.push.PushReason;
import io.heliograph.notification.push.PushResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts. Safe for concurrent use. */
public final class PushMetrics implements PushObserver {
    private final MeterRegistry registry;
    private final Timer delay;

    public PushMetrics(MeterRegistry registry) {
        this.registry = registry;
        delay = Timer.builder("heliograph.push.delay")
                .description("From the time at which a notification was due until a push service had it")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofMinutes(10))
                .register(registry);
    }

    @Override
    public void ended(PushResult result, Duration sinceDue) {
        Counter.builder("heliograph.push.results")
                .description("What became of notifications that were due")
                .tag("outcome", result.outcome().wireName())
                .tag("reason", result.reason().wireName())
                .register(registry)
                .increment();
        if (result.outcome() == PushOutcome.SENT) {
            delay.record(sinceDue);
        }
    }

    @Override
    public void putOff(PushReason reason) {
        Counter.builder("heliograph.push.put.off")
                .description("How often a notification was put off, to be looked at again")
                .tag("reason", reason.wireName())
                .register(registry)
                .increment();
    }

    @Override
    public void subscriptionRemoved(PushReason reason) {
        Counter.builder("heliograph.push.subscriptions.removed")
                .description("Browsers that take no messages any more")
                .tag("reason", reason.wireName())
                .register(registry)
                .increment();
    }
}
