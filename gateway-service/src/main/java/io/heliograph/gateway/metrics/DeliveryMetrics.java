package io.heliograph.gateway.metrics;

import io.heliograph.contracts.protocol.ResetReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** What happens to publications on their way to the sockets. Safe for concurrent use. */
public final class DeliveryMetrics {
    private static final String DURABILITY = "durability";
    private static final String DURABLE = "durable";
    private static final String RESET = "heliograph.reset";
    private static final String REASON = "reason";

    private final MeterRegistry registry;
    private final Counter delivered;
    private final Counter bytesSent;
    private final Counter duplicates;
    private final Counter unrouted;
    private final Counter overloaded;
    private final Timer latency;
    private final Timer resumeDuration;
    private final LongAdder queueBytes = new LongAdder();

    public DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
        delivered = registry.counter("heliograph.messages.delivered", DURABILITY, DURABLE);
        bytesSent = registry.counter("heliograph.bytes.sent");
        duplicates = registry.counter("heliograph.duplicates.dropped", "where", "wire");
        unrouted = registry.counter("heliograph.entries.unrouted");
        overloaded = registry.counter("heliograph.entries.dropped", REASON, "overload");
        latency = Timer.builder("heliograph.delivery.latency")
                .description("From the commit of a publication to its last flush on an event loop")
                .tags(DURABILITY, DURABLE, "stage", "commit_to_socket")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
        resumeDuration = Timer.builder("heliograph.resume.duration")
                .description("From subscribing with a position to the present")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
        for (ResetReason reason : ResetReason.values()) {
            registry.counter(RESET, REASON, reason.wireName());
        }
        registry.gauge("heliograph.outbound.queue.bytes", queueBytes, LongAdder::doubleValue);
    }

    /** The bytes that wait for slow clients on all connections; a gauge that the queues keep. */
    public LongAdder queueBytes() {
        return queueBytes;
    }

    /** A frame of an entry went to a connection. */
    public void delivered() {
        delivered.increment();
    }

    public void sent(int bytes) {
        bytesSent.increment(bytes);
    }

    /** An entry came that had come before. */
    public void duplicate() {
        duplicates.increment();
    }

    /** An entry came for a channel without subscribers here: its route is about to be removed. */
    public void unrouted() {
        unrouted.increment();
    }

    /** Entries were dropped because an event loop did not keep up; its channels are compared. */
    public void overloaded(int entries) {
        overloaded.increment(entries);
    }

    public void latency(Duration sinceCommit) {
        latency.record(sinceCommit);
    }

    public void reset(ResetReason reason) {
        registry.counter(RESET, REASON, reason.wireName()).increment();
    }

    /**
     * @param kind of the channel, {@code unknown} for one that there is not: the names are the clients'
     * @param result {@code resumed}, {@code fresh}, {@code reset}, {@code pending} or {@code denied}
     */
    public void subscribed(String kind, String result) {
        registry.counter("heliograph.subscribe", "kind", kind, "result", result).increment();
    }

    /** A subscription goes on at a position. */
    public Timer.Sample resuming() {
        return Timer.start(registry);
    }

    /** It has reached the present. */
    public void resumed(Timer.Sample sinceSubscribing) {
        sinceSubscribing.stop(resumeDuration);
    }

    /** Something that was missing was found in the store and delivered. */
    public void repaired(Enum<?> trigger) {
        registry.counter("heliograph.gap.repaired", "trigger", label(trigger)).increment();
    }

    /** Heads were asked for. */
    public void compared(Enum<?> trigger, int channels) {
        registry.counter("heliograph.comparisons", "trigger", label(trigger)).increment(channels);
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
