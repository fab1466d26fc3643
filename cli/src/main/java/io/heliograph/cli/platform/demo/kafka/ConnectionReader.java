package io.heliograph.cli.platform.demo.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code heliograph.connections} from now on, as every service may that wants to know who is connected where. On a
 * thread of its own. A restart of Kafka is waited out; a record that is no such event is passed over.
 */
public final class ConnectionReader implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Set<String> OPENING =
            Set.of(EventType.CONNECTION_OPENED, EventType.CONNECTION_RESUMED, EventType.CONNECTION_ANNOUNCED);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final BiConsumer<String, String> opened;
    private final Thread thread;

    private ConnectionReader(String bootstrapServers, BiConsumer<String, String> opened) {
        this.opened = opened;
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        thread = Thread.ofPlatform().name("demo-connections").daemon().unstarted(this::run);
    }

    /**
     * @param bootstrapServers {@code host:port}
     * @param opened is told device and pod of each connection that was opened, on this reader's thread
     */
    public static ConnectionReader start(String bootstrapServers, BiConsumer<String, String> opened) {
        var reader = new ConnectionReader(bootstrapServers, opened);
        reader.thread.start();
        return reader;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.CONNECTIONS.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (true) {
                consumer.poll(POLL).forEach(this::read);
            }
        } catch (WakeupException _) {
            return; // closed
        } catch (KafkaException _) {
            return; // the page shows no gateway then
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        @Nullable Header type = record.headers().lastHeader("ce_type");
        if (type == null || !OPENING.contains(new String(type.value(), StandardCharsets.UTF_8))) {
            return;
        }
        try {
            JsonNode data = JSON.readTree(record.value());
            if (data.path("device").isTextual() && data.path("pod").isTextual()) {
                opened.accept(data.path("device").asText(), data.path("pod").asText());
            }
        } catch (IOException _) {
            return;
        }
    }
}
