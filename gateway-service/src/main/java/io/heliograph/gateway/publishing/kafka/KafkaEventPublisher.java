package io.heliograph.gateway.publishing.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.heliograph.contracts.event.Topic;
import io.heliograph.gateway.GatewayConfig;
import io.heliograph.gateway.health.DependencyStates;
import io.heliograph.gateway.health.DependencyStates.Dependency;
import io.heliograph.gateway.publishing.ByteBudget;
import io.heliograph.gateway.publishing.EventPublisher;
import io.heliograph.gateway.publishing.PublishingUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to a Kafka producer from one thread of its own, in the order in which they came: the producer may block while it does not know a topic's partitions,
 * and no event loop may. The bytes under way are bounded.
 */
@Singleton
final class KafkaEventPublisher implements EventPublisher {
    /** Half of the producer's buffer, so that it never blocks for want of memory. */
    private static final long MAX_BYTES = 16L * 1024 * 1024;
    /** A record's own weight beside key and value: headers and bookkeeping. */
    private static final long RECORD_OVERHEAD_BYTES = 512;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final Map<String, Object> settings;
    private final long timeoutNanos;
    private final MeterRegistry metrics;
    private final DependencyStates dependencies;
    private final ByteBudget budget = new ByteBudget(MAX_BYTES);
    private final BlockingQueue<Outgoing> queue = new LinkedBlockingQueue<>();
    private final Thread sender;
    private @Nullable Producer<String, byte[]> producer; // confined to the sender

    @Inject
    KafkaEventPublisher(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            GatewayConfig config,
            MeterRegistry metrics,
            DependencyStates dependencies) {
        this(kafka, config.publishing().timeout(), metrics, dependencies);
    }

    KafkaEventPublisher(
            Map<String, Object> kafka, Duration timeout, MeterRegistry metrics, DependencyStates dependencies) {
        settings = ProducerSettings.of(kafka, timeout);
        timeoutNanos = timeout.toNanos();
        this.metrics = metrics;
        this.dependencies = dependencies;
        metrics.gauge("heliograph_publish_bytes_waiting", budget, ByteBudget::usedBytes);
        sender = Thread.ofVirtual().name("event-publisher").start(this::sendAll);
    }

    @Override
    public CompletionStage<Written> publish(Topic topic, String key, CloudEvent event) {
        ProducerRecord<String, byte[]> record =
                KafkaMessageFactory.createWriter(topic.topicName(), key).writeBinary(event);
        var outgoing = new Outgoing(record, bytes(record), System.nanoTime(), new CompletableFuture<>());
        if (!budget.take(outgoing.bytes)) {
            failed(outgoing, "too many bytes are under way to Kafka", null);
        } else {
            queue.add(outgoing);
        }
        return outgoing.written;
    }

    @PreDestroy
    void close() throws InterruptedException {
        sender.interrupt();
        sender.join(CLOSE_WITHIN);
    }

    private void sendAll() {
        try {
            while (true) {
                send(queue.take());
            }
        } catch (InterruptedException _) {
            // the end: what Kafka has not acknowledged within the bound is failed by the producer
            if (producer != null) {
                producer.close(CLOSE_WITHIN);
            }
        }
    }

    private void send(Outgoing outgoing) {
        if (System.nanoTime() - outgoing.acceptedAtNanos > timeoutNanos) {
            dependencies.onUnavailable(Dependency.KAFKA);
            release(outgoing, "Kafka was not reached in time", null);
            return;
        }
        try {
            var _ = producer().send(outgoing.record, (metadata, failure) -> acknowledged(outgoing, metadata, failure));
        } catch (KafkaException e) {
            dependencies.onUnavailable(Dependency.KAFKA);
            release(outgoing, "Kafka cannot be reached", e);
        }
    }

    private Producer<String, byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings);
        }
        return producer;
    }

    private void acknowledged(Outgoing outgoing, RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null) {
            // Anything else is an answer, even if it is no.
            if (failure instanceof RetriableException) {
                dependencies.onUnavailable(Dependency.KAFKA);
            }
            release(outgoing, "Kafka did not acknowledge the event", failure);
            return;
        }
        dependencies.onAnswer(Dependency.KAFKA);
        budget.giveBack(outgoing.bytes);
        count(outgoing, "written");
        outgoing.written.complete(new Written(metadata.topic(), metadata.partition(), metadata.offset()));
    }

    private void release(Outgoing outgoing, String message, @Nullable Throwable cause) {
        budget.giveBack(outgoing.bytes);
        failed(outgoing, message, cause);
    }

    private void failed(Outgoing outgoing, String message, @Nullable Throwable cause) {
        count(outgoing, "unavailable");
        outgoing.written.completeExceptionally(new PublishingUnavailableException(message, cause));
    }

    private void count(Outgoing outgoing, String result) {
        metrics.timer("heliograph_publish", "topic", outgoing.record.topic(), "result", result)
                .record(System.nanoTime() - outgoing.acceptedAtNanos, TimeUnit.NANOSECONDS);
    }

    private static long bytes(ProducerRecord<String, byte[]> record) {
        byte @Nullable [] value = record.value();
        return RECORD_OVERHEAD_BYTES + record.key().length() + (value == null ? 0 : value.length);
    }

    private record Outgoing(
            ProducerRecord<String, byte[]> record,
            long bytes,
            long acceptedAtNanos,
            CompletableFuture<Written> written) {}
}
