package io.heliograph.cli.emit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.TopicLayout;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.Part;
import io.heliograph.client.kafka.Accepted;
import io.heliograph.client.kafka.HeliographEmitter;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.PublicationReader;
import io.heliograph.contracts.event.SignalReader;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.json.JsonBytes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java client's emitter against a broker: what its consumers read. It is tested here because this module has the broker. */
class HeliographEmitterOverKafkaTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ChannelName ROOM = new ChannelName("room:lobby");

    private static Infrastructure infrastructure;
    private static HeliographEmitter emitter;

    @BeforeAll
    static void start(@TempDir Path folder) {
        infrastructure = Infrastructure.start(new DataFolder(folder), Set.of(Part.KAFKA));
        emitter = HeliographEmitter.connect(infrastructure.kafkaBootstrapServers(), URI.create("/shop/orders"));
    }

    @AfterAll
    static void stop() {
        emitter.close();
        infrastructure.close();
    }

    @Test
    void writesNotificationsThatFitTheirSchema() {
        Accepted accepted = emitter.notification("order-4711:shipped")
                .to("42")
                .title("On its way")
                .send()
                .join();

        ConsumerRecord<byte[], byte[]> written = read(accepted);
        CloudEvent event = event(written);
        assertThat(new String(written.key(), StandardCharsets.UTF_8)).isEqualTo("42");
        assertThat(event.getId()).isEqualTo("order-4711:shipped");
        assertThat(event.getSource()).hasToString("/shop/orders");
        assertThat(new EventSchemas()
                        .check(
                                event.getType(),
                                Objects.requireNonNull(event.getData()).toBytes()))
                .isEmpty();
    }

    @Test
    void writesPublicationsToThePartitionOfTheirChannel() {
        Accepted accepted = emitter.publication("greeting-1", ROOM, "chat.message")
                .data(JsonBytes.of("{\"text\" : \"hello\"}"))
                .send()
                .join();

        byte[] key = ROOM.value().getBytes(StandardCharsets.UTF_8);
        assertThat(accepted.partition()).isEqualTo(Utils.toPositive(Utils.murmur2(key)) % publicationPartitions());
        assertThat(new PublicationReader(ChannelKinds.defaults()).read(event(read(accepted)), Instant.now()))
                .isInstanceOfSatisfying(PublicationReader.Reading.Valid.class, valid -> {
                    assertThat(valid.publication().channel()).isEqualTo(ROOM);
                    assertThat(valid.publication().data().text()).isEqualTo("{\"text\" : \"hello\"}");
                });
    }

    @Test
    void removesALatestValue() {
        Accepted accepted = emitter.latest("score-2", new ChannelName("live:match"), "score", "score")
                .send()
                .join();

        assertThat(new SignalReader(ChannelKinds.defaults()).read(event(read(accepted)), Instant.now()))
                .isInstanceOfSatisfying(
                        SignalReader.Reading.Valid.class,
                        valid -> assertThat(valid.signal().data()).isNull());
    }

    private static ConsumerRecord<byte[], byte[]> read(Accepted accepted) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        Map<String, Object> configuration = Map.of(
                "bootstrap.servers",
                infrastructure.kafkaBootstrapServers(),
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
        try (var consumer =
                new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(accepted.topic()));
            await().pollInSameThread().atMost(LIMIT).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(message -> {
                    if (message.partition() == accepted.partition() && message.offset() == accepted.offset()) {
                        found.add(message);
                    }
                });
                return !found.isEmpty();
            });
        }
        return found.getFirst();
    }

    private static CloudEvent event(ConsumerRecord<byte[], byte[]> message) {
        return KafkaMessageFactory.createReader(message.headers(), message.value())
                .toEvent();
    }

    private static int publicationPartitions() {
        return TopicLayout.ALL.stream()
                .filter(topic -> topic.name().equals(Topic.PUBLICATIONS.topicName()))
                .findFirst()
                .orElseThrow()
                .partitions();
    }
}
