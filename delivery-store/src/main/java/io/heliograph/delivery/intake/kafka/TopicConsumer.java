package io.heliograph.delivery.intake.kafka;

import io.heliograph.contracts.event.Topic;
import io.heliograph.delivery.intake.PauseCause;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Polls a topic on a thread of its own and hands the records to the partitions' lanes. A partition whose buffer is full, or
 * whose worker has not said yet where to start, is paused. No worker is waited for.
 */
public final class TopicConsumer implements Runnable, ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(TopicConsumer.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration COMMIT = Duration.ofSeconds(2);
    private static final Duration CLOSE = Duration.ofSeconds(3);

    private final Topic topic;
    private final Progress progress;
    private final Consumer<byte[], byte[]> consumer;
    private final Lanes lanes;
    private final Map<TopicPartition, Lane> owned = new HashMap<>();
    private volatile boolean closing;
    private volatile long lag;

    /** Opens the lane of a partition that this process was given. */
    public interface Lanes {
        Lane open(TopicPartition partition);
    }

    /** Where it is kept how far a partition was worked off. */
    public enum Progress {
        /** With what was made of the records; a partition whose place is outside the log stops, because going on elsewhere would hide a loss. */
        ELSEWHERE,
        /** As the group's offsets; what left the log before it was read is of no use any more, and what is there is read from the beginning. */
        IN_KAFKA
    }

    public TopicConsumer(Topic topic, Progress progress, Consumer<byte[], byte[]> consumer, Lanes lanes) {
        this.topic = topic;
        this.progress = progress;
        this.consumer = consumer;
        this.lanes = lanes;
    }

    @Override
    public void run() {
        consumer.subscribe(List.of(topic.topicName()), this);
        while (!closing) {
            pollOnce();
        }
        owned.values().forEach(Lane::close);
        owned.values().forEach(Lane::awaitEnd);
        commitAndWait(done(owned));
        owned.clear();
        consumer.close(CloseOptions.timeout(CLOSE));
    }

    /** Records that are in Kafka and not yet with a worker, of the partitions of this process. */
    public long lag() {
        return lag;
    }

    /** Makes the poller look at its lanes. Safe for any thread. */
    public void wakeUp() {
        consumer.wakeup();
    }

    /** Ends {@link #run} after the workers finished what they were storing. Safe for any thread. */
    public void close() {
        closing = true;
        consumer.wakeup();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            // Somewhere must be sought to, or polling fails for want of a committed offset. Nothing is fetched from
            // there: the partition is paused until its worker starts it.
            consumer.seek(partition, 0);
            consumer.pause(List.of(partition));
            Lane previous = owned.put(partition, lanes.open(partition));
            if (previous != null) {
                previous.close();
            }
        }
    }

    /** Workers are not waited for: whatever they still commit fences the successor, or is fenced by it. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commitAndWait(close(partitions));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        var _ = close(partitions);
    }

    /** What was done of them. */
    private Map<TopicPartition, OffsetAndMetadata> close(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Lane> closed = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Lane lane = owned.remove(partition);
            if (lane != null) {
                lane.close();
                closed.put(partition, lane);
            }
        }
        return done(closed);
    }

    private static Map<TopicPartition, OffsetAndMetadata> done(Map<TopicPartition, Lane> lanes) {
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        lanes.forEach((partition, lane) ->
                lane.buffer().takeDone().ifPresent(next -> done.put(partition, new OffsetAndMetadata(next))));
        return done;
    }

    /** What cannot be committed is read again by whoever comes next. */
    private void commitAndWait(Map<TopicPartition, OffsetAndMetadata> done) {
        if (done.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(done, COMMIT);
        } catch (WakeupException e) {
            commitAndWait(done); // the wake-up was for the poll
        } catch (KafkaException e) {
            LOG.warnf("consumer.not_committed topic=%s cause=\"%s\"", topic.topicName(), e);
        }
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> done = done(owned);
        if (!done.isEmpty()) {
            consumer.commitAsync(done, null); // the next one makes up for one that failed
        }
    }

    private void pollOnce() {
        try {
            owned.forEach(this::steer);
            commit();
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            for (TopicPartition partition : polled.partitions()) {
                Lane lane = owned.get(partition);
                if (lane != null) {
                    lane.buffer().add(polled.records(partition));
                }
            }
            lag = owned.entrySet().stream()
                    .mapToLong(lane -> behind(lane.getKey(), lane.getValue()))
                    .sum();
        } catch (WakeupException e) {
            // Somebody wants the lanes looked at, or the end.
        } catch (OffsetOutOfRangeException e) {
            e.offsetOutOfRangePartitions().forEach(this::outsideTheLog);
        } catch (KafkaException e) {
            LOG.errorf(e, "consumer.poll_failed topic=%s", topic.topicName());
            pauseAfterFailure();
        }
    }

    private void steer(TopicPartition partition, Lane lane) {
        if (lane.isStopped()) {
            return;
        }
        OptionalLong start = lane.buffer().takeStart();
        if (start.isPresent()) {
            consumer.seek(partition, start.getAsLong());
        }
        boolean fetching = !consumer.paused().contains(partition);
        boolean wanted = lane.buffer().wantsRecords();
        if (wanted && !fetching) {
            consumer.resume(List.of(partition));
        } else if (!wanted && fetching) {
            consumer.pause(List.of(partition));
        }
    }

    private void outsideTheLog(TopicPartition partition, long offset) {
        switch (progress) {
            case ELSEWHERE -> stop(partition, offset);
            case IN_KAFKA -> {
                LOG.warnf("partition.begins_anew partition=%s offset=%d cause=\"outside the log\"", partition, offset);
                consumer.seekToBeginning(List.of(partition));
            }
        }
    }

    private void stop(TopicPartition partition, long checkpoint) {
        Lane lane = owned.get(partition);
        if (lane != null) {
            LOG.errorf(
                    "partition.stopped partition=%s checkpoint=%d cause=\"the checkpoint is outside the log: restore the topic, or set delivery.partition_checkpoint by hand\"",
                    partition, checkpoint);
            lane.stop(PauseCause.CHECKPOINT_OUTSIDE_LOG);
            consumer.pause(List.of(partition));
        }
    }

    private long behind(TopicPartition partition, Lane lane) {
        return consumer.currentLag(partition).orElse(0) + lane.buffer().size();
    }

    /** Authorisation and the like: what the client does not retry by itself, and what may be put right meanwhile. */
    private static void pauseAfterFailure() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
