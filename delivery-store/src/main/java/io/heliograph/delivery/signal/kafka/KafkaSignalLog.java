package io.heliograph.delivery.signal.kafka;

import io.heliograph.delivery.intake.kafka.KafkaTopic;
import io.heliograph.delivery.signal.SignalLog;
import java.time.Instant;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * The topic in Kafka, and the offsets of the group.
 *
 * @param group asked for its offsets through the administration: a partition's worker is not on the thread of the group's member
 */
public record KafkaSignalLog(KafkaTopic topic, String group) implements SignalLog {
    @Override
    public long reached(TopicPartition partition) {
        OptionalLong committed = topic.committed(group, partition);
        return committed.isPresent() ? committed.getAsLong() : topic.beginning(partition);
    }

    @Override
    public OptionalLong firstSince(TopicPartition partition, Instant since) {
        return topic.firstSince(partition, since);
    }
}
