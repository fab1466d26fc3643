package io.heliograph.notification.intake.kafka;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes in the records of a partition: those of one key one after the other, up to the first that fails, those of different keys side by side. Each waits for PostgreSQL and Kafka, and what
 * is polled when many wait is mostly of one partition. Safe for concurrent use.
 */
public final class PartitionIntake {
    /** So many are under way at the same time, at most; keys share them by their hash. */
    private static final int LANES = 8;

    private final ToIntFunction<List<ConsumerRecord<byte[], byte[]>>> intake;

    /** Why a lane did not go on. The failure is empty when the process is to end. */
    private record Stop(long offset, Optional<RuntimeException> failure) {}

    /** @param intake throws when the record is to be taken in again */
    public PartitionIntake(RecordIntake intake) {
        this(intake::take);
    }

    /** @param intake takes in the first of those that wait, at least one, and says how many */
    PartitionIntake(ToIntFunction<List<ConsumerRecord<byte[], byte[]>>> intake) {
        this.intake = intake;
    }

    /**
     * Blocks. Of what comes behind the first that fails, other keys may have been taken in; they are once more, then.
     *
     * @param records of this partition, at least one
     * @param stopping asked before each record, or those that are taken in together
     */
    Progress take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier stopping)
            throws InterruptedException {
        Collection<List<ConsumerRecord<byte[], byte[]>>> lanes = records.stream()
                .collect(Collectors.groupingBy(PartitionIntake::lane))
                .values();
        List<Stop> stops;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            stops = threads
                    .invokeAll(lanes.stream()
                            .map(lane -> (Callable<Optional<Stop>>) () -> take(lane, stopping))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .flatMap(Optional::stream)
                    .toList();
        }
        long next = stops.stream()
                .mapToLong(Stop::offset)
                .min()
                .orElse(records.getLast().offset() + 1);
        return new Progress(
                partition,
                next,
                stops.stream().map(Stop::failure).flatMap(Optional::stream).findFirst());
    }

    private Optional<Stop> take(List<ConsumerRecord<byte[], byte[]>> lane, BooleanSupplier stopping) {
        int next = 0;
        while (next < lane.size()) {
            long offset = lane.get(next).offset();
            if (stopping.getAsBoolean()) {
                return Optional.of(new Stop(offset, Optional.empty()));
            }
            try {
                next += intake.applyAsInt(lane.subList(next, lane.size()));
            } catch (RuntimeException e) {
                return Optional.of(new Stop(offset, Optional.of(e)));
            }
        }
        return Optional.empty();
    }

    private static int lane(ConsumerRecord<byte[], byte[]> record) {
        return Math.floorMod(Arrays.hashCode(record.key()), LANES);
    }
}
