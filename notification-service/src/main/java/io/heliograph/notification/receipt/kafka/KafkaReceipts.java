package io.heliograph.notification.receipt.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.heliograph.contracts.event.Topic;
import io.heliograph.notification.publishing.InboxPublications;
import io.heliograph.notification.receipt.Receipt;
import io.heliograph.notification.receipt.Receipts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Sends receipts to {@code heliograph.receipts}, keyed by the source of their events. On a thread of its own, because the producer's {@code send} may wait for
 * Kafka; what does not find a place in the queue meanwhile is dropped and counted.
 */
public final class KafkaReceipts implements Receipts, AutoCloseable {
    private static final URI SOURCE = URI.create(InboxPublications.SOURCE);
    private static final int MAX_WAITING = 10_000;

    private final BlockingQueue<Receipt> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Supplier<Producer<byte[], byte[]>> newProducer;
    private final Counter sent;
    private final Counter dropped;
    private final Thread thread = Thread.ofPlatform().name("receipts").daemon().unstarted(this::run);

    /** @param newProducer called on the thread that sends */
    public KafkaReceipts(Supplier<Producer<byte[], byte[]>> newProducer, MeterRegistry meters) {
        this.newProducer = newProducer;
        this.sent = receipts(meters, "sent");
        this.dropped = receipts(meters, "dropped");
    }

    public void start() {
        thread.start();
    }

    @Override
    public void send(Receipt receipt) {
        if (!waiting.offer(receipt)) {
            dropped.increment();
        }
    }

    /** What waits is lost: it is a courtesy. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try (Producer<byte[], byte[]> producer = newProducer.get()) {
            while (!Thread.interrupted()) {
                sendOne(producer, waiting.take());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendOne(Producer<byte[], byte[]> producer, Receipt receipt) {
        try {
            var _ = producer.send(message(receipt), (_, failure) -> (failure == null ? sent : dropped).increment());
        } catch (KafkaException _) {
            dropped.increment();
        }
    }

    private static ProducerRecord<byte[], byte[]> message(Receipt receipt) {
        var event = CloudEventBuilder.v1()
                .withId(UUID.randomUUID().toString())
                .withSource(SOURCE)
                .withType(receipt.type())
                .withTime(receipt.at().atOffset(ZoneOffset.UTC))
                .withData("application/json", receipt.json())
                .build();
        return KafkaMessageFactory.createWriter(
                        Topic.RECEIPTS.topicName(), receipt.subject().source().getBytes(UTF_8))
                .writeBinary(event);
    }

    private static Counter receipts(MeterRegistry meters, String result) {
        return Counter.builder("heliograph.receipts")
                .description("Receipts for producers")
                .tag("result", result)
                .register(meters);
    }
}
