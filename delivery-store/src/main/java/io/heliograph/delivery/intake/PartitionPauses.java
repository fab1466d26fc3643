package io.heliograph.delivery.intake;

import io.heliograph.contracts.event.Topic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which partitions of a topic wait, and why. Safe for concurrent use. */
public final class PartitionPauses {
    private final Map<Integer, PauseCause> causes = new ConcurrentHashMap<>();

    public PartitionPauses(Topic topic, MeterRegistry meters) {
        for (PauseCause cause : PauseCause.values()) {
            Gauge.builder("heliograph.partition.paused", causes, all -> count(all, cause))
                    .description("Partitions of this process that do not go on")
                    .tag("topic", topic.topicName())
                    .tag("cause", cause.label())
                    .register(meters);
        }
    }

    /** The partition waits. */
    public void paused(int partition, PauseCause cause) {
        causes.put(partition, cause);
    }

    /** The partition goes on, or is no longer this process's. */
    public void goesOn(int partition) {
        causes.remove(partition);
    }

    private static long count(Map<Integer, PauseCause> causes, PauseCause wanted) {
        return causes.values().stream().filter(wanted::equals).count();
    }
}
