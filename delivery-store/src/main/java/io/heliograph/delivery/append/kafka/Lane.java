package io.heliograph.delivery.append.kafka;

import io.heliograph.delivery.append.AppendMetrics;
import io.heliograph.delivery.append.PartitionWorker;
import io.heliograph.delivery.append.PauseCause;
import io.heliograph.delivery.append.RecordBuffer;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;

/** One partition of this process: a buffer, and the worker that empties it on a virtual thread. Confined to the polling thread. */
public final class Lane {
    private static final Duration END = Duration.ofSeconds(5);

    private final TopicPartition partition;
    private final RecordBuffer buffer;
    private final Thread worker;
    private final AppendMetrics metrics;
    private boolean stopped;

    private Lane(TopicPartition partition, RecordBuffer buffer, Thread worker, AppendMetrics metrics) {
        this.partition = partition;
        this.buffer = buffer;
        this.worker = worker;
        this.metrics = metrics;
    }

    public static Lane open(
            TopicPartition partition, RecordBuffer buffer, PartitionWorker.Ports ports, AppendMetrics metrics) {
        Thread worker = Thread.ofVirtual()
                .name("append-" + partition.partition())
                .start(new PartitionWorker(partition, buffer, ports, metrics));
        return new Lane(partition, buffer, worker, metrics);
    }

    RecordBuffer buffer() {
        return buffer;
    }

    /** For good, as long as this process has the partition. */
    void stop(PauseCause cause) {
        stopped = true;
        metrics.paused(partition.partition(), cause);
    }

    boolean isStopped() {
        return stopped;
    }

    void close() {
        buffer.close();
        metrics.goesOn(partition.partition());
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
