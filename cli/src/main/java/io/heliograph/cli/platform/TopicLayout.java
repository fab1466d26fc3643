package io.heliograph.cli.platform;

import io.heliograph.contracts.event.Topic;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a Kafka topic is laid out on one machine.
 *
 * @param partitions never changed for a topic that exists: the key decides the partition
 * @param compacted whether Kafka keeps the newest record of each key instead of those of the last days
 */
public record TopicLayout(String name, int partitions, boolean compacted) {
    private static final Set<Topic> WITH_DEAD_LETTERS = EnumSet.of(
            Topic.NOTIFICATIONS, Topic.ACTIVITIES, Topic.PUBLICATIONS, Topic.SIGNALS, Topic.ACKNOWLEDGEMENTS);

    /** All topics of the platform, the dead letters' included. */
    public static final List<TopicLayout> ALL = Stream.concat(
                    Arrays.stream(Topic.values()).map(TopicLayout::of),
                    WITH_DEAD_LETTERS.stream().map(source -> new TopicLayout(source.deadLetters(), 1, false)))
            .toList();

    public TopicLayout {
        if (partitions < 1) {
            throw new IllegalArgumentException("topic %s must have a partition, has %d".formatted(name, partitions));
        }
    }

    private static TopicLayout of(Topic topic) {
        return switch (topic) {
            case PUBLICATIONS -> new TopicLayout(topic.topicName(), 8, false);
            case NOTIFICATIONS,
                    ACTIVITIES,
                    SIGNALS,
                    CONNECTIONS,
                    MEMBERSHIPS,
                    ACKNOWLEDGEMENTS,
                    DOCUMENTS,
                    EMAILS,
                    RECEIPTS,
                    JOURNAL -> new TopicLayout(topic.topicName(), 4, false);
            case PRESENCE -> new TopicLayout(topic.topicName(), 4, true);
            case REVOCATIONS -> new TopicLayout(topic.topicName(), 1, true);
        };
    }
}
