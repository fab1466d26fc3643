package io.heliograph.cli.emit.kafka;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.heliograph.cli.emit.Emitter;
import io.heliograph.cli.emit.Receipt;
import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.client.event.OutgoingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes events in binary mode, as every product team does, and waits until all replicas have them. */
public final class KafkaEmitter implements Emitter {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;

    /** @param bootstrapServers {@code host:port}, or several with commas */
    public KafkaEmitter(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        try {
            producer = new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            bootstrapServers,
                            ProducerConfig.ACKS_CONFIG,
                            "all",
                            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                            true,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            (int) TIMEOUT.toMillis(),
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                            (int) TIMEOUT.toMillis() / 2,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                            (int) TIMEOUT.toMillis()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        } catch (KafkaException e) {
            throw new PlatformProblem("Not an address of Kafka: %s".formatted(bootstrapServers), e);
        }
    }

    @Override
    public Receipt emit(OutgoingEvent event) {
        byte[] key = event.key().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> message = KafkaMessageFactory.createWriter(
                        event.topic().topicName(), null, null, key)
                .writeBinary(event.event());
        try {
            RecordMetadata written = producer.send(message).get();
            return new Receipt(
                    event.event().getId(),
                    written.topic(),
                    OptionalInt.of(written.partition()),
                    OptionalLong.of(written.offset()));
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new PlatformProblem(
                    "Kafka at %s did not take event %s: %s"
                            .formatted(bootstrapServers, event.event().getId(), cause.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformProblem("Interrupted before Kafka had answered", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO); // everything sent was waited for
    }
}
