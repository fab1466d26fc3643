package io.heliograph.cli.platform;

import java.util.List;
import java.util.stream.Stream;

/**
 * A Kafka topic of the local platform.
 *
 * @param partitions never changed for a topic that exists: the key decides the partition
 * @param compacted whether Kafka keeps the newest record of each key instead of those of the last days
 */
public record Topic(String name, int partitions, boolean compacted) {
    private static final String PREFIX = "heliograph.";
    private static final String DEAD_LETTERS = ".dead-letters";

    public Topic {
        if (partitions < 1) {
            throw new IllegalArgumentException("topic %s must have a partition, has %d".formatted(name, partitions));
        }
    }

    /** All topics, with partition counts that suit one machine. */
    public static final List<Topic> ALL = Stream.concat(
                    Stream.of(
                            kept("publications", 8),
                            kept("signals", 4),
                            kept("notifications", 4),
                            kept("activities", 4),
                            kept("acknowledgements", 4),
                            kept("connections", 4),
                            kept("memberships", 4),
                            kept("documents", 4),
                            kept("receipts", 4),
                            kept("journal", 4),
                            newestPerKey("presence", 4),
                            newestPerKey("revocations", 1)),
                    Stream.of("publications", "signals", "notifications", "activities", "acknowledgements")
                            .map(source -> kept(source + DEAD_LETTERS, 1)))
            .toList();

    private static Topic kept(String name, int partitions) {
        return new Topic(PREFIX + name, partitions, false);
    }

    private static Topic newestPerKey(String name, int partitions) {
        return new Topic(PREFIX + name, partitions, true);
    }
}
