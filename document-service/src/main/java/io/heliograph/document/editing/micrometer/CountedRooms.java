package io.heliograph.document.editing.micrometer;

import io.heliograph.document.editing.RoomMetrics;
import io.heliograph.document.editing.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Meters of open documents; README.md lists them. */
public final class CountedRooms implements RoomMetrics {
    private final MeterRegistry registry;
    private final Map<Verdict, Counter> updates = new EnumMap<>(Verdict.class);
    private final Counter repairs;
    private final Counter failures;
    private final Timer appends;
    private final DistributionSummary appendedBytes;
    private final Timer fanOuts;
    private final Timer joins;
    private final DistributionSummary joinedBytes;
    private final Counter hits;
    private final Counter misses;
    private final Counter received;
    private final Counter news;
    private final Counter told;
    private final Counter expired;
    private final Counter large;

    public CountedRooms(MeterRegistry registry) {
        this.registry = registry;
        for (Verdict verdict : Verdict.values()) {
            updates.put(
                    verdict,
                    counter(
                            "updates",
                            "Updates that editors sent, by what became of them",
                            "verdict",
                            verdict.name().toLowerCase(Locale.ROOT)));
        }
        repairs = counter("gap.repairs", "How often updates were read from the log that Redis did not bring");
        failures = counter("failures", "How often something happened to an open document that nobody expected");
        appends = timer("append", "How long updates took to be committed");
        appendedBytes = bytes("append.size", "Size of updates that were committed");
        fanOuts = timer(
                "fanout",
                "How long updates took over Redis once they were committed, until this process heard them as others do");
        joins = timer("join", "How long it took to find what an editor lacks of a document");
        joinedBytes = bytes("join.size", "Size of what editors lacked of documents");
        String cache = "How often what a document adds up to was there, or had to be merged";
        hits = counter("cache", cache, "result", "hit");
        misses = counter("cache", cache, "result", "miss");
        received = counter("awareness.received", "Entries about who is there that editors sent");
        news = counter("awareness.news", "Those of them that were new, and passed on");
        told = counter("awareness.sent", "Entries about who is there that editors were told");
        expired = counter("awareness.expired", "Clients that counted as gone because their process was");
        large = counter("large", "Open documents that were found to be large");
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

    @Override
    public void appended(int bytes, Duration took) {
        appends.record(took);
        appendedBytes.record(bytes);
    }

    @Override
    public void fannedOut(Duration took) {
        fanOuts.record(took);
    }

    @Override
    public void answered(int bytes, Duration took) {
        joins.record(took);
        joinedBytes.record(bytes);
    }

    @Override
    public void found() {
        hits.increment();
    }

    @Override
    public void merged() {
        misses.increment();
    }

    @Override
    public void showed(int entries, int passedOn) {
        received.increment(entries);
        news.increment(passedOn);
    }

    @Override
    public void told(long entries) {
        told.increment((double) entries);
    }

    @Override
    public void expired(int clients) {
        expired.increment(clients);
    }

    @Override
    public void large() {
        large.increment();
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder("heliograph.document." + name)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder("heliograph.document." + name)
                .description(description)
                .register(registry);
    }

    private DistributionSummary bytes(String name, String description) {
        return DistributionSummary.builder("heliograph.document." + name)
                .description(description)
                .baseUnit("bytes")
                .register(registry);
    }
}
