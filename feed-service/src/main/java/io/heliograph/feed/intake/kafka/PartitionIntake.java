package io.heliograph.feed.intake.kafka;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Takes in the records of a partition one after the other, up to the first that fails. Safe for concurrent use. */
public final class PartitionIntake {
    private final Consumer<ConsumerRecord<byte[], byte[]>> intake;

    /** @param intake throws when the record is to be taken in again */
    public PartitionIntake(Consumer<ConsumerRecord<byte[], byte[]>> intake) {
        this.intake = intake;
    }

    /**
     * Blocks.
     *
     * @param records of this partition, at least one
     * @param stopping asked before each record
     */
    Progress take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier stopping) {
        long next = records.getFirst().offset();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (stopping.getAsBoolean()) {
                break;
            }
            try {
                intake.accept(record);
            } catch (RuntimeException e) {
                return new Progress(partition, record.offset(), Optional.of(e));
            }
            next = record.offset() + 1;
        }
        return new Progress(partition, next, Optional.empty());
    }
}
