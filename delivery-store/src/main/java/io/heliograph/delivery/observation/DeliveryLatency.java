package io.heliograph.delivery.observation;

import io.heliograph.contracts.channel.Durability;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** One stage of {@code heliograph_delivery_latency_seconds}, per publication. Safe for concurrent use. */
public final class DeliveryLatency {
    private final Timer timer;

    private DeliveryLatency(Timer timer) {
        this.timer = timer;
    }

    public static DeliveryLatency of(MeterRegistry meters, Durability durability, String stage) {
        return new DeliveryLatency(Timer.builder("heliograph.delivery.latency")
                .description("How long a publication takes from one place to the next")
                .tag("durability", durability.wireName())
                .tag("stage", stage)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(meters));
    }

    /** Clocks differ between machines: what would be negative counts as nothing. */
    public void record(Duration latency) {
        timer.record(latency.isNegative() ? Duration.ZERO : latency);
    }
}
