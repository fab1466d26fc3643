package io.heliograph.systemtests.load;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventSerializer;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.systemtests.history.History.Outcome;
import io.heliograph.systemtests.history.History.Published;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** One product team: numbers its publications and remembers which of them Kafka acknowledged. Confined to one thread. */
final class RecordingProducer implements AutoCloseable {
    private static final int DELIVERY_TIMEOUT_MILLIS = 120_000;

    private final String name;
    private final KafkaProducer<String, CloudEvent> producer;
    private final List<Sent> sent = new ArrayList<>();

    private record Sent(ChannelName channel, String id, JsonBytes data, Future<RecordMetadata> metadata) {}

    RecordingProducer(String name, String bootstrapServers) {
        this.name = name;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS),
                new StringSerializer(),
                new CloudEventSerializer());
    }

    void publish(ChannelName channel) {
        String id = name + "-" + sent.size();
        var data = JsonBytes.of("{\"from\":\"" + name + "\", \"number\":" + sent.size() + "}");
        var event = new PublicationEvent(id, "/" + name, "note", Instant.now(), channel, data);
        var kafkaRecord = new ProducerRecord<>(Topic.PUBLICATIONS.topicName(), channel.value(), event.toCloudEvent());
        sent.add(new Sent(channel, id, data, producer.send(kafkaRecord)));
    }

    /** Waits for Kafka's word on everything. */
    List<Published> published() {
        producer.flush();
        return sent.stream()
                .map(one -> new Published(name, one.channel(), one.id(), one.data(), outcome(one.metadata())))
                .toList();
    }

    private static Outcome outcome(Future<RecordMetadata> metadata) {
        return metadata.state() == Future.State.SUCCESS ? Outcome.ACKNOWLEDGED : Outcome.UNKNOWN;
    }

    @Override
    public void close() {
        producer.close();
    }
}
