package io.heliograph.benchmarks;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.CloudEventSerializer;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.json.JsonBytes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes events to Kafka as a product team would. */
final class EventWriter implements AutoCloseable {
    private static final URI SOURCE = URI.create("/benchmarks");

    private final KafkaProducer<String, CloudEvent> producer;
    private final LongAdder failures = new LongAdder();

    EventWriter(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        2),
                new StringSerializer(),
                new CloudEventSerializer());
    }

    void publish(ChannelName channel, JsonBytes data) {
        var event = new PublicationEvent(newId(), SOURCE.toString(), "benchmark", Instant.now(), channel, data);
        send(Topic.PUBLICATIONS, channel.value(), event.toCloudEvent());
    }

    /** @param data the event's own object */
    void notify(String user, String title, JsonBytes data) {
        String notification =
                "{\"recipients\":[\"%s\"],\"title\":\"%s\",\"data\":%s}".formatted(user, title, data.text());
        send(
                Topic.NOTIFICATIONS,
                user,
                CloudEventBuilder.v1()
                        .withId(newId())
                        .withSource(SOURCE)
                        .withType(EventType.NOTIFICATION)
                        .withTime(OffsetDateTime.now(ZoneOffset.UTC))
                        .withData("application/json", notification.getBytes(StandardCharsets.UTF_8))
                        .build());
    }

    private void send(Topic topic, String key, CloudEvent event) {
        var _ = producer.send(new ProducerRecord<>(topic.topicName(), key, event), (_, failure) -> {
            if (failure != null) {
                failures.increment();
            }
        });
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    /**
     * Waits until Kafka has acknowledged everything.
     *
     * @throws IllegalStateException when it did not: the figures would be wrong
     */
    void flush() {
        producer.flush();
        if (failures.sum() > 0) {
            throw new IllegalStateException(failures.sum() + " events could not be written to Kafka");
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
