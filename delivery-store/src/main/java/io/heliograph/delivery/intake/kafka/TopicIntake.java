package io.heliograph.delivery.intake.kafka;

import io.heliograph.contracts.event.Topic;
import io.heliograph.delivery.dependency.Backoff;
import io.heliograph.delivery.dependency.Dependency;
import io.heliograph.delivery.dependency.DependencyException;
import io.heliograph.delivery.dependency.DependencyStates;
import io.heliograph.delivery.dependency.kafka.KafkaClients;
import io.heliograph.delivery.intake.BatchBounds;
import io.heliograph.delivery.intake.PartitionPauses;
import io.heliograph.delivery.intake.RecordBuffer;
import io.heliograph.delivery.intake.Workers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Waits for a topic to be there, and then consumes it. {@link #run} occupies a platform thread of its own: polling must not wait for others to yield. */
public final class TopicIntake implements Runnable {
    private final Consumption consumption;
    private final KafkaClients kafka;
    private final Workplace workplace;
    private final BatchBounds bounds;
    private final PartitionPauses pauses;
    private final DependencyStates dependencies;
    private final MeterRegistry meters;
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable TopicConsumer consumer;

    /** How the topic is consumed. */
    public record Consumption(
            Topic topic, TopicConsumer.Progress progress, Supplier<Consumer<byte[], byte[]>> newConsumer) {}

    /** What the workers of all partitions share. */
    public interface Workplace {
        /** @param partitionCount how many partitions the topic has */
        Workers furnish(KafkaTopic topic, int partitionCount);
    }

    public TopicIntake(
            Consumption consumption,
            KafkaClients kafka,
            Workplace workplace,
            BatchBounds bounds,
            PartitionPauses pauses,
            DependencyStates dependencies,
            MeterRegistry meters) {
        this.consumption = consumption;
        this.kafka = kafka;
        this.workplace = workplace;
        this.bounds = bounds;
        this.pauses = pauses;
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
        TopicConsumer open = consumer;
        if (open != null) {
            open.close();
        }
    }

    private void tryToConsume() throws InterruptedException {
        try (Admin admin = kafka.admin()) {
            var topic = new KafkaTopic(consumption.topic(), admin);
            Workers workers = workplace.furnish(topic, topic.partitionCount());
            dependencies.worked(Dependency.KAFKA);
            consume(workers);
        } catch (DependencyException e) {
            dependencies.failed(e);
            pause();
        } catch (KafkaException e) {
            dependencies.failed(new DependencyException(Dependency.KAFKA, e));
            pause();
        }
    }

    private void consume(Workers workers) {
        Consumer<byte[], byte[]> client = consumption.newConsumer().get();
        var open = new TopicConsumer(
                consumption.topic(),
                consumption.progress(),
                client,
                partition -> Lane.open(partition, new RecordBuffer(bounds, client::wakeup), workers, pauses));
        Gauge.builder("heliograph.kafka.consumer.lag", open, TopicConsumer::lag)
                .description("Records that are in Kafka and not yet with a worker, of this process's partitions")
                .tag("topic", consumption.topic().topicName())
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
