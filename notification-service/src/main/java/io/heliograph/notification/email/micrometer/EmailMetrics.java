package io.heliograph.notification.email.micrometer;

import io.heliograph.notification.email.EmailObserver;
import io.heliograph.notification.email.EmailOutcome;
import io.heliograph.notification.push.PushReason;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts e-mails by what became of them. Safe for concurrent use. */
public final class EmailMetrics implements EmailObserver {
    private final MeterRegistry registry;

    public EmailMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(EmailOutcome outcome, PushReason reason) {
        registry.counter("heliograph.emails.results", "outcome", outcome.wireName(), "reason", reason.wireName())
                .increment();
    }

    @Override
    public void putOff(PushReason reason) {
        registry.counter("heliograph.emails.put.off", "reason", reason.wireName())
                .increment();
    }
}
