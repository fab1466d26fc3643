package io.heliograph.document.editing.micrometer;

import io.heliograph.document.editing.RoomMetrics;
import io.heliograph.document.editing.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counters of updates by what became of them, and of repaired gaps. */
public final class CountedRooms implements RoomMetrics {
    private final Map<Verdict, Counter> updates = new EnumMap<>(Verdict.class);
    private final Counter repairs;
    private final Counter failures;

    public CountedRooms(MeterRegistry registry) {
        for (Verdict verdict : Verdict.values()) {
            updates.put(
                    verdict,
                    Counter.builder("heliograph.document.updates")
                            .description("Updates that editors sent, by what became of them")
                            .tag("verdict", verdict.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        repairs = Counter.builder("heliograph.document.gap.repairs")
                .description("How often updates were read from the log that Redis did not bring")
                .register(registry);
        failures = Counter.builder("heliograph.document.failures")
                .description("How often something happened to an open document that nobody expected")
                .register(registry);
    }

    @Override
    public void offered(Verdict verdict) {
        Objects.requireNonNull(updates.get(verdict)).increment();
    }

    @Override
    public void repaired() {
        repairs.increment();
    }

    @Override
    public void failed() {
        failures.increment();
    }
}
