package io.heliograph.delivery.signal;

import java.time.Instant;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** The topic's log. Both methods block and throw {@link io.heliograph.delivery.dependency.DependencyException} when Kafka does not answer. */
public interface SignalLog {
    /** Up to where, exclusive, all was done; where the log begins, when that was never said. */
    long reached(TopicPartition partition);

    /** The first record that is not older; empty when there is none. */
    OptionalLong firstSince(TopicPartition partition, Instant since);
}
