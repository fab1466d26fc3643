package io.heliograph.systemtests.load;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.CloudEventSerializer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A product team that puts events on Heliograph's topics. Safe for concurrent use. */
public final class EventProducer implements AutoCloseable {
    public static final URI SOURCE = URI.create("/shop");

    private final KafkaProducer<String, CloudEvent> producer;
    private final ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();

    public EventProducer(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new CloudEventSerializer());
    }

    public void emit(String topic, String key, String type, String id, String json) {
        CloudEvent event = CloudEventBuilder.v1()
                .withId(id)
                .withSource(SOURCE)
                .withType(type)
                .withTime(OffsetDateTime.now(ZoneOffset.UTC))
                .withData("application/json", json.getBytes(StandardCharsets.UTF_8))
                .build();
        var _ = producer.send(new ProducerRecord<>(topic, key, event), (_, failure) -> {
            if (failure != null) {
                failures.add(failure);
            }
        });
    }

    /** Waits for Kafka's word on everything that was sent. */
    public void flush() {
        producer.flush();
        if (!failures.isEmpty()) {
            throw new IllegalStateException("Kafka refused " + failures.size() + " events", failures.peek());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
