package io.heliograph.delivery.intake;

import org.apache.kafka.common.TopicPartition;

/** Makes the workers of a topic's partitions. */
@FunctionalInterface
public interface Workers {
    /** What owns the partition until its buffer is closed; it runs on a thread of its own and may block it. */
    Runnable worker(TopicPartition partition, RecordBuffer buffer);
}
