package io.heliograph.presence.intake.kafka;

import io.heliograph.presence.intake.micrometer.PresenceMetrics;
import io.heliograph.presence.retry.RetrySchedule;
import io.heliograph.presence.store.Claim.Partition;
import io.heliograph.presence.store.FencedException;
import io.heliograph.presence.store.postgres.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Reads the gateways' topics: what was polled is taken in completely, the partitions side by side, before the next poll. So nothing is under way when
 * partitions move. Offsets are not committed to Kafka: the checkpoint is in PostgreSQL. A partition whose lane failed is paused, claimed anew and goes on
 * from its checkpoint, for ever.
 */
public final class PresenceLoop implements AutoCloseable, ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(PresenceLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ENDS_EVERY = Duration.ofSeconds(1);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Map<String, Lane.Parts<?>> topics;
    private final RetrySchedule retries;
    private final PresenceMetrics metrics;
    private final InstantSource clock;
    private final Map<TopicPartition, Lane<?>> lanes = new HashMap<>();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("presence").unstarted(this::run);
    private Instant endsAskedAt = Instant.EPOCH;
    private boolean warned;

    private record Claimed(TopicPartition partition, OptionalLong start) {}

    /** @param topics what the lanes of each topic share */
    public PresenceLoop(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Map<String, Lane.Parts<?>> topics,
            RetrySchedule retries,
            PresenceMetrics metrics,
            InstantSource clock) {
        this.consumers = consumers;
        this.topics = Map.copyOf(topics);
        this.retries = retries;
        this.metrics = metrics;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    /** Whether it reads, or waits for what is away. It never ends by itself unless by a defect. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Ends after what is being taken in. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                LOG.warnf("presence.unfinished waited=%s", CLOSE_WITHIN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> lanes.put(partition, lane(partition)));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            Lane<?> lane = lanes.remove(partition);
            if (lane != null) {
                lane.close();
            }
        });
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        onPartitionsRevoked(partitions);
    }

    private Lane<?> lane(TopicPartition partition) {
        Lane.Parts<?> parts = topics.get(partition.topic());
        if (parts == null) {
            throw new IllegalStateException("topic " + partition.topic() + " was not subscribed to");
        }
        return new Lane<>(new Partition(partition.topic(), partition.partition()), parts);
    }

    private void run() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            consumer.subscribe(topics.keySet(), this);
            LOG.info("presence.started");
            while (closing.getCount() > 0) {
                round(consumer);
            }
        } catch (InterruptedException | InterruptException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("presence.died", e);
            throw e;
        }
        LOG.info("presence.stopped");
    }

    private void round(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        try {
            boolean due = retries.isDue(System.nanoTime());
            boolean failed = due && !claim(consumer);
            pauseUnclaimed(consumer);
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            pauseUnclaimed(consumer);
            askEnds(consumer);
            failed |= !step(consumer, records);
            reschedule(due, failed);
            observe(consumer);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            Duration delay = retries.failed(System.nanoTime());
            LOG.warnf(e, "presence.waiting cause=kafka retry_ms=%d", delay.toMillis());
            boolean _ = closing.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** @return whether all that could be was claimed */
    private boolean claim(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        List<Callable<Claimed>> claims = new ArrayList<>();
        lanes.forEach((partition, lane) -> {
            if (!lane.isClaimed()) {
                claims.add(() -> new Claimed(partition, lane.claim()));
            }
        });
        boolean all = true;
        for (Future<Claimed> future : workers.invokeAll(claims)) {
            if (future.state() != Future.State.SUCCESS) {
                all = false;
                logFirst(future.exceptionNow());
                continue;
            }
            Claimed claimed = future.resultNow();
            if (claimed.start().isPresent()) {
                consumer.seek(claimed.partition(), claimed.start().getAsLong());
            } else {
                consumer.seekToBeginning(List.of(claimed.partition()));
            }
            consumer.resume(List.of(claimed.partition()));
        }
        return all;
    }

    private void pauseUnclaimed(Consumer<byte[], byte[]> consumer) {
        consumer.pause(lanes.entrySet().stream()
                .filter(lane -> !lane.getValue().isClaimed())
                .map(Map.Entry::getKey)
                .toList());
    }

    /** Where the partitions end, from Kafka itself: whether everything was read cannot be told from what was fetched a while ago. */
    private void askEnds(Consumer<byte[], byte[]> consumer) {
        Instant askedAt = clock.instant();
        if (lanes.isEmpty() || Duration.between(endsAskedAt, askedAt).compareTo(ENDS_EVERY) < 0) {
            return;
        }
        endsAskedAt = askedAt;
        try {
            consumer.endOffsets(lanes.keySet(), ENDS_WITHIN).forEach((partition, end) -> {
                Lane<?> lane = lanes.get(partition);
                if (lane != null) {
                    lane.end(end, askedAt);
                }
            });
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.debugf("presence.ends_unknown cause=%s", e.toString());
        }
    }

    /** @return whether all went well */
    private boolean step(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records)
            throws InterruptedException {
        List<TopicPartition> partitions = lanes.entrySet().stream()
                .filter(lane -> lane.getValue().isClaimed())
                .map(Map.Entry::getKey)
                .toList();
        List<Callable<Void>> steps = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            long position = consumer.position(partition);
            Lane<?> lane = lanes.get(partition);
            if (lane != null) {
                steps.add(() -> {
                    lane.step(records.records(partition), position);
                    return null;
                });
            }
        }
        boolean all = true;
        List<Future<Void>> futures = workers.invokeAll(steps);
        for (int i = 0; i < futures.size(); i++) {
            Future<Void> future = futures.get(i);
            if (future.state() != Future.State.SUCCESS) {
                all = false;
                Lane<?> lane = lanes.get(partitions.get(i));
                if (lane != null) {
                    lane.unclaim();
                }
                logFirst(future.exceptionNow());
            }
        }
        return all;
    }

    private void reschedule(boolean due, boolean failed) {
        if (failed) {
            retries.failed(System.nanoTime());
        } else if (due && lanes.values().stream().allMatch(Lane::isClaimed) && retries.succeeded()) {
            warned = false;
            LOG.info("presence.recovered");
        }
    }

    private void logFirst(Throwable failure) {
        if (failure instanceof FencedException) {
            LOG.infof("partition.fenced cause=\"%s\"", failure.getMessage());
        } else if (!warned) {
            warned = true; // once for all partitions that fail by the same cause
            if (failure instanceof StoreUnavailableException || failure instanceof KafkaException) {
                LOG.warn("presence.waiting cause=infrastructure", failure);
            } else {
                // A fold cannot leave a record out: what follows builds on it.
                LOG.error("presence.waiting cause=defect", failure);
            }
        }
    }

    private void observe(Consumer<byte[], byte[]> consumer) {
        Map<String, Long> lags = new HashMap<>();
        topics.keySet().forEach(topic -> lags.put(topic, 0L));
        lanes.keySet()
                .forEach(partition -> lags.merge(
                        partition.topic(), consumer.currentLag(partition).orElse(0), Long::sum));
        lags.forEach(metrics::lag);
    }
}
