package io.heliograph.benchmarks;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventSerializer;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.json.JsonBytes;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes publications to Kafka as a product team would. */
final class PublicationWriter implements AutoCloseable {
    private final KafkaProducer<String, CloudEvent> producer;
    private final LongAdder failures = new LongAdder();

    PublicationWriter(String bootstrapServers) {
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

    void write(ChannelName channel, JsonBytes data) {
        var event = new PublicationEvent(
                UUID.randomUUID().toString(), "/benchmarks", "benchmark", Instant.now(), channel, data);
        var kafkaRecord = new ProducerRecord<>(Topic.PUBLICATIONS.topicName(), channel.value(), event.toCloudEvent());
        var _ = producer.send(kafkaRecord, (_, failure) -> {
            if (failure != null) {
                failures.increment();
            }
        });
    }

    /**
     * Waits until Kafka has acknowledged everything.
     *
     * @throws IllegalStateException when it did not: the figures would be wrong
     */
    void flush() {
        producer.flush();
        if (failures.sum() > 0) {
            throw new IllegalStateException(failures.sum() + " publications could not be written to Kafka");
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
