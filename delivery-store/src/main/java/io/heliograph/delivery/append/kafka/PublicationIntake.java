package io.heliograph.delivery.append.kafka;

import io.heliograph.contracts.event.Topic;
import io.heliograph.delivery.append.AppendMetrics;
import io.heliograph.delivery.append.BatchBounds;
import io.heliograph.delivery.append.PartitionWorker;
import io.heliograph.delivery.append.RecordBuffer;
import io.heliograph.delivery.dependency.Backoff;
import io.heliograph.delivery.dependency.Dependency;
import io.heliograph.delivery.dependency.DependencyException;
import io.heliograph.delivery.dependency.DependencyStates;
import io.heliograph.delivery.dependency.kafka.KafkaClients;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Waits for {@code heliograph.publications} to be there, and then consumes it. {@link #run} occupies a platform thread of its own: polling must not wait for others to yield. */
public final class PublicationIntake implements Runnable {
    private final KafkaClients kafka;
    private final Workplace workplace;
    private final BatchBounds bounds;
    private final AppendMetrics metrics;
    private final DependencyStates dependencies;
    private final MeterRegistry meters;
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable PublicationConsumer consumer;

    /** What the workers of all partitions share. */
    public interface Workplace {
        /** @param partitionCount how many partitions the topic has */
        PartitionWorker.Ports furnish(PartitionWorker.LogBeginning beginning, int partitionCount);
    }

    public PublicationIntake(
            KafkaClients kafka,
            Workplace workplace,
            BatchBounds bounds,
            AppendMetrics metrics,
            DependencyStates dependencies,
            MeterRegistry meters) {
        this.kafka = kafka;
        this.workplace = workplace;
        this.bounds = bounds;
        this.metrics = metrics;
        this.dependencies = dependencies;
        this.meters = meters;
    }

    @Override
    public void run() {
        try {
            while (!isClosing()) {
                tryToConsume();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends {@link #run} once what is being stored is committed. Safe for any thread. */
    public void close() {
        closing.countDown();
        PublicationConsumer open = consumer;
        if (open != null) {
            open.close();
        }
    }

    private void tryToConsume() throws InterruptedException {
        try (Admin admin = kafka.admin()) {
            var topic = new KafkaTopic(admin);
            PartitionWorker.Ports ports = workplace.furnish(topic, topic.partitionCount());
            dependencies.worked(Dependency.KAFKA);
            consume(ports);
        } catch (DependencyException e) {
            dependencies.failed(e);
            pause();
        } catch (KafkaException e) {
            dependencies.failed(new DependencyException(Dependency.KAFKA, e));
            pause();
        }
    }

    private void consume(PartitionWorker.Ports ports) {
        Consumer<byte[], byte[]> client = kafka.publicationConsumer();
        var open = new PublicationConsumer(
                client, partition -> Lane.open(partition, new RecordBuffer(bounds, client::wakeup), ports, metrics));
        Gauge.builder("heliograph.kafka.consumer.lag", open, PublicationConsumer::lag)
                .description("Records that are in Kafka and not yet with a worker, of this process's partitions")
                .tag("topic", Topic.PUBLICATIONS.topicName())
                .register(meters);
        consumer = open;
        if (isClosing()) {
            open.close();
        }
        open.run();
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause() throws InterruptedException {
        boolean _ = closing.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
    }
}
