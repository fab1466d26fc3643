package io.heliograph.delivery.intake.kafka;

import io.heliograph.delivery.intake.PartitionPauses;
import io.heliograph.delivery.intake.PauseCause;
import io.heliograph.delivery.intake.RecordBuffer;
import io.heliograph.delivery.intake.Workers;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;

/** One partition of this process: a buffer, and the worker that empties it on a virtual thread. Confined to the polling thread. */
public final class Lane {
    private static final Duration END = Duration.ofSeconds(5);

    private final TopicPartition partition;
    private final RecordBuffer buffer;
    private final Thread worker;
    private final PartitionPauses pauses;
    private boolean stopped;

    private Lane(TopicPartition partition, RecordBuffer buffer, Thread worker, PartitionPauses pauses) {
        this.partition = partition;
        this.buffer = buffer;
        this.worker = worker;
        this.pauses = pauses;
    }

    public static Lane open(TopicPartition partition, RecordBuffer buffer, Workers workers, PartitionPauses pauses) {
        Thread worker = Thread.ofVirtual().name(partition.toString()).start(workers.worker(partition, buffer));
        return new Lane(partition, buffer, worker, pauses);
    }

    RecordBuffer buffer() {
        return buffer;
    }

    /** For good, as long as this process has the partition. */
    void stop(PauseCause cause) {
        stopped = true;
        pauses.paused(partition.partition(), cause);
    }

    boolean isStopped() {
        return stopped;
    }

    void close() {
        buffer.close();
        pauses.goesOn(partition.partition());
    }

    /** Gives a batch that is being stored the time to be committed and routed. */
    void awaitEnd() {
        try {
            worker.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
