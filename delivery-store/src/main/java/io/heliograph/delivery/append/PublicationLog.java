package io.heliograph.delivery.append;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** The durable log. Safe for concurrent use; every method blocks. */
public interface PublicationLog {
    /**
     * Where the partition goes on; empty before its first assignment ever.
     *
     * @throws io.heliograph.delivery.dependency.DependencyException when it cannot be read
     */
    OptionalLong checkpoint(TopicPartition partition);

    /** Starts a partition that has no checkpoint yet; changes nothing when it has one by now. */
    void insertCheckpoint(TopicPartition partition, long offset);

    /**
     * Stores a batch in one transaction.
     *
     * @throws io.heliograph.delivery.dependency.DependencyException when it is not known whether it was committed
     */
    AppendOutcome append(Batch batch);
}
