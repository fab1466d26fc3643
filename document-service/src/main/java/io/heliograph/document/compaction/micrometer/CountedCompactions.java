package io.heliograph.document.compaction.micrometer;

import io.heliograph.document.compaction.CompactionMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** How often documents were compacted, how long it took, and what it saved. */
public final class CountedCompactions implements CompactionMetrics {
    private final Timer took;
    private final DistributionSummary rows;
    private final Counter before;
    private final Counter after;
    private final Counter skipped;
    private final Counter quarantined;

    public CountedCompactions(MeterRegistry registry) {
        took = Timer.builder("heliograph.document.compaction")
                .description("How long documents took to be compacted")
                .register(registry);
        rows = DistributionSummary.builder("heliograph.document.compaction.rows")
                .description("How many rows of the log a document was merged from")
                .register(registry);
        before = bytes(registry, "before");
        after = bytes(registry, "after");
        skipped = Counter.builder("heliograph.document.compaction.skipped")
                .description("Compactions that another process did")
                .register(registry);
        quarantined = Counter.builder("heliograph.document.compaction.quarantined")
                .description("Documents that are not compacted any more, because something was missing in the outcome")
                .register(registry);
    }

    @Override
    public void compacted(int merged, long bytesBefore, long bytesAfter, Duration duration) {
        rows.record(merged);
        took.record(duration);
        before.increment((double) bytesBefore);
        after.increment((double) bytesAfter);
    }

    @Override
    public void skipped() {
        skipped.increment();
    }

    @Override
    public void quarantined() {
        quarantined.increment();
    }

    private static Counter bytes(MeterRegistry registry, String when) {
        return Counter.builder("heliograph.document.compaction.bytes")
                .description("Bytes of documents, before they were compacted and after it")
                .tag("when", when)
                .register(registry);
    }
}
