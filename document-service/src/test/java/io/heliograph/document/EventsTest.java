package io.heliograph.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.heliograph.document.editing.Updates;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.name.DocumentName;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** What other systems read on Kafka. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class EventsTest extends RunningService {
    @Inject
    DocumentLog log;

    @Test
    void tellsThatADocumentChanged() throws Exception {
        DocumentName plan = new DocumentName(folder + "/plan");
        log.append(plan, 0, List.of("ann"), Updates.insert(1, 0));

        ConsumerRecord<byte[], byte[]> event = firstEvent(plan);

        JsonNode data = new JsonMapper().readTree(event.value());
        assertThat(new EventSchemas().check(EventType.DOCUMENT_CHANGED, event.value()))
                .isEmpty();
        assertThat(header(event, "ce_type")).isEqualTo(EventType.DOCUMENT_CHANGED);
        assertThat(header(event, "ce_source")).isEqualTo("/documents");
        assertThat(header(event, "ce_id")).isEqualTo(plan + ":1");
        assertThat(data.path("document").asText()).isEqualTo(plan.value());
        assertThat(data.path("sequence").asLong()).isEqualTo(1);
        assertThat(data.path("actors")).hasSize(1);
    }

    private ConsumerRecord<byte[], byte[]> firstEvent(DocumentName document) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", infrastructure.kafkaBootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            String topic = Topic.DOCUMENTS.topicName();
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            await().atMost(Duration.ofSeconds(30)).pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (new String(record.key(), StandardCharsets.UTF_8).equals(document.value())) {
                        found.add(record);
                    }
                });
                return !found.isEmpty();
            });
            return found.getFirst();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
