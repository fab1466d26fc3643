package io.heliograph.notification.intake.kafka;

import io.heliograph.contracts.event.Topic;
import io.heliograph.notification.intake.RetrySchedule;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Reads {@code heliograph.notifications}: a batch is taken in completely, the partitions and keys side by side and the records
 * of a key one after the other, and only then is the next one polled. So there is nothing under way when partitions
 * move, and what is read twice after a crash is what was not committed. While the infrastructure fails, the partitions are
 * paused and the record that failed is tried for ever: skipping it would lose it, and overtaking it would break the order.
 */
public final class IntakeLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(IntakeLoop.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final PartitionIntake intake;
    private final RetrySchedule retries;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("intake").unstarted(this::run);

    /** @param consumers makes the consumer, without automatic commits */
    public IntakeLoop(Supplier<Consumer<byte[], byte[]>> consumers, PartitionIntake intake, RetrySchedule retries) {
        this.consumers = consumers;
        this.intake = intake;
        this.retries = retries;
    }

    public void start() {
        thread.start();
    }

    /** Whether it reads, or waits for what is away. It never ends by itself unless by a defect. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Ends after the records that are being taken in. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                LOG.warnf("intake.unfinished waited=%s", CLOSE_WITHIN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
    }

    private void run() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            Commits commits = new Commits(consumer, System::nanoTime);
            consumer.subscribe(List.of(Topic.NOTIFICATIONS.topicName()), commits);
            LOG.info("intake.started");
            while (!isClosing()) {
                round(consumer, commits);
            }
            commits.commit();
        } catch (InterruptedException | InterruptException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("intake.died", e);
            throw e;
        }
        LOG.info("intake.stopped");
    }

    private void round(Consumer<byte[], byte[]> consumer, Commits commits) throws InterruptedException {
        try {
            if (retries.isDue(System.nanoTime())) {
                consumer.resume(consumer.paused());
            } else {
                consumer.pause(consumer.assignment());
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                take(consumer, records, commits);
            }
            commits.commitWhenDue();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            Duration delay = retries.failed(System.nanoTime());
            LOG.warnf(e, "intake.waiting cause=kafka retry_ms=%d", delay.toMillis());
            closing.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void take(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records, Commits commits)
            throws InterruptedException {
        List<Callable<Progress>> partitions = records.partitions().stream()
                .map(partition ->
                        (Callable<Progress>) () -> intake.take(partition, records.records(partition), this::isClosing))
                .toList();
        boolean failed = false;
        for (Future<Progress> future : workers.invokeAll(partitions)) {
            Progress progress = future.resultNow();
            commits.taken(progress);
            if (progress.failure().isPresent() || isClosing()) {
                consumer.seek(progress.partition(), progress.nextOffset());
                failed |= progress.failure().isPresent();
                progress.failure().ifPresent(this::logFirst);
            }
        }
        reschedule(failed);
    }

    private void reschedule(boolean failed) {
        if (failed) {
            retries.failed(System.nanoTime());
        } else if (retries.succeeded()) {
            LOG.info("intake.recovered");
        }
    }

    private void logFirst(RuntimeException failure) {
        if (!retries.isWaiting()) {
            LOG.warn("intake.waiting cause=infrastructure", failure);
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
